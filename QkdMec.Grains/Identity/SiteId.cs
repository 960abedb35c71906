namespace QkdMec.Grains.Identity;

/// <summary>A security perimeter: one KME, its SAEs, its devices or its MEC hosts.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.SiteId)]
public readonly record struct SiteId([property: Id(0)] string Value)
{
    /// <summary>Reads a site name.</summary>
    /// <exception cref="FormatException">The text is not a name.</exception>
    public static SiteId Parse(string? text) => new(Names.Require(text, "site"));

    /// <summary>The name.</summary>
    public override string ToString() => Value;
}
