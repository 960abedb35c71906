namespace QkdMec.Grains.Identity;

/// <summary>A QKD link between two KMEs. Grain key: <c>kmeA~kmeB</c>, the smaller id first (ordinal order).</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkId)]
public readonly record struct LinkId([property: Id(0)] KmeId Smaller, [property: Id(1)] KmeId Larger)
{
    /// <summary>The link between two KMEs, in either order.</summary>
    /// <exception cref="ArgumentException">Both are the same KME.</exception>
    public static LinkId Between(KmeId one, KmeId other) => string.CompareOrdinal(one.Value, other.Value) switch
    {
        < 0 => new LinkId(one, other),
        > 0 => new LinkId(other, one),
        _ => throw new ArgumentException($"a link needs two KMEs, got '{one}' twice", nameof(other)),
    };

    /// <summary>Reads <c>kmeA~kmeB</c>.</summary>
    /// <exception cref="FormatException">The text is not of that form.</exception>
    public static LinkId Parse(string key)
    {
        var parts = key.Split('~');
        return parts.Length == 2 && parts[0] != parts[1]
            ? Between(KmeId.Parse(parts[0]), KmeId.Parse(parts[1]))
            : throw new FormatException($"'{key}' is not of the form kmeA~kmeB with two KMEs");
    }

    /// <summary>The KME at the other end of <paramref name="end"/>.</summary>
    public KmeId Other(KmeId end) => end == Smaller ? Larger : Smaller;

    /// <summary>Whether <paramref name="kme"/> is at one of its ends.</summary>
    public bool Joins(KmeId kme) => kme == Smaller || kme == Larger;

    /// <summary><c>kmeA~kmeB</c>.</summary>
    public string ToGrainKey() => $"{Smaller}~{Larger}";

    /// <summary><c>kmeA~kmeB</c>.</summary>
    public override string ToString() => ToGrainKey();
}
