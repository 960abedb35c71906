namespace QkdMec.Grains.Identity;

/// <summary>A MEC host. Grain key: <c>site/host</c>.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostId)]
public readonly record struct HostId([property: Id(0)] SiteId Site, [property: Id(1)] string Name)
{
    /// <summary>Reads <c>site/host</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static HostId Parse(string key)
    {
        var parts = key.Split('/');
        return parts.Length == 2
            ? new HostId(SiteId.Parse(parts[0]), Names.Require(parts[1], "host"))
            : throw new FormatException($"'{key}' is not of the form site/host");
    }

    /// <summary><c>site/host</c>.</summary>
    public string ToGrainKey() => $"{Site}/{Name}";

    /// <summary><c>site/host</c>.</summary>
    public override string ToString() => ToGrainKey();
}
