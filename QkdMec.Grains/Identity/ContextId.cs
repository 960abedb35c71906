namespace QkdMec.Grains.Identity;

/// <summary>An Mx2 application context: 32 hexadecimal digits, assigned by the system.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.ContextId)]
public readonly record struct ContextId([property: Id(0)] string Value)
{
    /// <summary>Reads a context name.</summary>
    /// <exception cref="FormatException">The text is not a name.</exception>
    public static ContextId Parse(string? text) => new(Names.Require(text, "context"));

    /// <summary>The holder of the key rate of the context's placement by its n-th move; by its creation, 0, the context itself.</summary>
    public ContextId HolderOf(int move) => move == 0 ? this : new ContextId($"{Value}.{move}");

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
