using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>How a link is laid: its devices and its fibre.</summary>
public abstract record LinkProperties
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
