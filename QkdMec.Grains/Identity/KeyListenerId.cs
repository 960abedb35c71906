namespace QkdMec.Grains.Identity;

/// <summary>A listener: one delivery of a site's keys, with leases and blocks of its own. Grain key: <c>site/listener</c>.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.KeyListenerId)]
public readonly record struct KeyListenerId([property: Id(0)] SiteId Site, [property: Id(1)] string Name)
{
    /// <summary>Reads <c>site/listener</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static KeyListenerId Parse(string key)
    {
        var parts = key.Split('/');
        return parts.Length == 2
            ? new KeyListenerId(SiteId.Parse(parts[0]), Names.Require(parts[1], "listener"))
            : throw new FormatException($"'{key}' is not of the form site/listener");
    }

    /// <summary><c>site/listener</c>.</summary>
    public string ToGrainKey() => $"{Site}/{Name}";

    /// <summary><c>site/listener</c>.</summary>
    public override string ToString() => ToGrainKey();
}
