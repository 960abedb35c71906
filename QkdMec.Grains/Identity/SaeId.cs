namespace QkdMec.Grains.Identity;

/// <summary>A secure application entity, known by its client certificate; unique in the network.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.SaeId)]
public readonly record struct SaeId([property: Id(0)] string Value)
{
    /// <summary>Reads a SAE name.</summary>
    /// <exception cref="FormatException">The text is not a name.</exception>
    public static SaeId Parse(string? text) => new(Names.Require(text, "SAE"));

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
