using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>What a QKD link does now.</summary>
public sealed record LinkDetail
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

    /// <summary>What it makes with nothing disturbing it, in bit/s.</summary>
    [JsonPropertyName("nominalRateBitsPerSecond")]
    public required double NominalRateBitsPerSecond { get; init; }

    /// <summary>The loss of its fibre, in dB.</summary>
    [JsonPropertyName("lossDb")]
    public required double LossDb { get; init; }

    /// <summary>The quantum bit error rate.</summary>
    [JsonPropertyName("qber")]
    public required double Qber { get; init; }

    /// <summary>Above this error rate no key is made.</summary>
    [JsonPropertyName("qberThreshold")]
    public required double QberThreshold { get; init; }

    /// <summary>The share of the pulses that a simulated eavesdropper intercepts.</summary>
    [JsonPropertyName("eavesdroppedShare")]
    public required double EavesdroppedShare { get; init; }

    /// <summary>Blocks that both ends hold, made since the link's grain was activated.</summary>
    [JsonPropertyName("blocks")]
    public required long Blocks { get; init; }

    /// <summary>Their bytes.</summary>
    [JsonPropertyName("bytes")]
    public required long Bytes { get; init; }

    /// <summary>Blocks that were begun and not committed.</summary>
    [JsonPropertyName("failures")]
    public required long Failures { get; init; }
}

/// <summary>All links that answered, by id.</summary>
public sealed record LinkList
{
    /// <summary>The links.</summary>
    [JsonPropertyName("links")]
    public required IReadOnlyList<LinkDetail> Links { get; init; }

    /// <summary>Links that did not answer in time.</summary>
    [JsonPropertyName("silent")]
    public required IReadOnlyList<string> Silent { get; init; }
}
