namespace QkdMec.Grains.Identity;

/// <summary>An Mx2 application context: 32 hexadecimal digits, assigned by the system.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.ContextId)]
public readonly record struct ContextId([property: Id(0)] string Value)
{
    /// <summary>Reads a context name.</summary>
    /// <exception cref="FormatException">The text is not a name.</exception>
    public static ContextId Parse(string? text) => new(Names.Require(text, "context"));

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
