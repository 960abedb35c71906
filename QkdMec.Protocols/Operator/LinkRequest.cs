using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>A link to lay.</summary>
public sealed record LinkRequest
{
    /// <summary>The device profile, as in scenario files.</summary>
    [JsonPropertyName("profile")]
    public required string Profile { get; init; }

    /// <summary>The fibre's length in kilometres, 0 to 1000.</summary>
    [JsonPropertyName("kilometres")]
    public required double Kilometres { get; init; }

    /// <summary>The loss from end to end as it was measured, in dB, 0 to 100; that of usual fibre when it is not given.</summary>
    [JsonPropertyName("lossDb")]
    public double? LossDb { get; init; }

    /// <summary>The key rate as it was measured, in bit/s, where the profile makes more at this loss.</summary>
    [JsonPropertyName("rateBitsPerSecond")]
    public double? RateBitsPerSecond { get; init; }

    /// <summary>The mean error rate as it was measured; the profile's when it is not given.</summary>
    [JsonPropertyName("qber")]
    public double? Qber { get; init; }

    /// <summary>Whether the fibre hangs on poles, so that its error rate follows the wind.</summary>
    [JsonPropertyName("aerial")]
    public bool? Aerial { get; init; }

    /// <summary>What relaying leaves in each of its directed pools, in bytes; the network's default when it is not given.</summary>
    [JsonPropertyName("reserveBytes")]
    public long? ReserveBytes { get; init; }
}

/// <summary>An eavesdropper to let in, or to send away.</summary>
public sealed record EavesdropRequest
{
    /// <summary>The share of the pulses she intercepts, 0 to 1; 0 sends her away.</summary>
    [JsonPropertyName("share")]
    public required double Share { get; init; }
}

/// <summary>A KME to add.</summary>
public sealed record KmeRequest
{
    /// <summary>Its site, which must be new.</summary>
    [JsonPropertyName("site")]
    public required string Site { get; init; }
}
