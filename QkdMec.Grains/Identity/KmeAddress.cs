namespace QkdMec.Grains.Identity;

/// <summary>A KME and the site it stands in. Grain key: <c>site/kme</c>.</summary>
public readonly record struct KmeAddress(SiteId Site, KmeId Kme)
{
    /// <summary>Reads <c>site/kme</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static KmeAddress Parse(string key)
    {
        var parts = key.Split('/');
        return parts.Length == 2
            ? new KmeAddress(SiteId.Parse(parts[0]), KmeId.Parse(parts[1]))
            : throw new FormatException($"'{key}' is not of the form site/kme");
    }

    /// <summary><c>site/kme</c>.</summary>
    public string ToGrainKey() => $"{Site}/{Kme}";

    /// <summary><c>site/kme</c>.</summary>
    public override string ToString() => ToGrainKey();
}
