namespace QkdMec.Grains.Identity;

/// <summary>A key management entity; unique in the network.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.KmeId)]
public readonly record struct KmeId([property: Id(0)] string Value)
{
    /// <summary>Reads a KME name.</summary>
    /// <exception cref="FormatException">The text is not a name.</exception>
    public static KmeId Parse(string? text) => new(Names.Require(text, "KME"));

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
