using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>The QKD network.</summary>
public sealed record NetworkDocument
{
    /// <summary>The links that answered.</summary>
    [JsonPropertyName("links")]
    public required IReadOnlyList<LinkSummary> Links { get; init; }

    /// <summary>What pairs of KMEs with SAEs share.</summary>
    [JsonPropertyName("pairs")]
    public required IReadOnlyList<PairSummary> Pairs { get; init; }
}

/// <summary>A QKD link.</summary>
public sealed record LinkSummary
{
    /// <summary>Its id, <c>kmeA~kmeB</c>.</summary>
    [JsonPropertyName("link")]
    public required string Link { get; init; }

    /// <summary><c>Starting</c>, <c>Up</c>, <c>Alarm</c> or <c>Cut</c>.</summary>
    [JsonPropertyName("condition")]
    public required string Condition { get; init; }

    /// <summary>Its device profile.</summary>
    [JsonPropertyName("device")]
    public required string Device { get; init; }

    /// <summary>What it makes now, in bit/s.</summary>
    [JsonPropertyName("rateBitsPerSecond")]
    public required double RateBitsPerSecond { get; init; }

    /// <summary>The quantum bit error rate.</summary>
    [JsonPropertyName("qber")]
    public required double Qber { get; init; }

    /// <summary>Blocks made since the link's grain was activated.</summary>
    [JsonPropertyName("blocks")]
    public required long Blocks { get; init; }
}

/// <summary>What two KMEs share.</summary>
public sealed record PairSummary
{
    /// <summary>The smaller id.</summary>
    [JsonPropertyName("from")]
    public required string From { get; init; }

    /// <summary>The larger id.</summary>
    [JsonPropertyName("to")]
    public required string To { get; init; }

    /// <summary>The route that new blocks take, both ends included; empty when there is none.</summary>
    [JsonPropertyName("route")]
    public required IReadOnlyList<string> Route { get; init; }

    /// <summary>Key stored and not leased, in bits.</summary>
    [JsonPropertyName("storedBits")]
    public required long StoredBits { get; init; }

    /// <summary>Rate that is not reserved, in bit/s.</summary>
    [JsonPropertyName("freeBitsPerSecond")]
    public required double FreeBitsPerSecond { get; init; }

    /// <summary>Rate that contexts hold, in bit/s.</summary>
    [JsonPropertyName("reservedBitsPerSecond")]
    public required double ReservedBitsPerSecond { get; init; }
}
