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

    /// <summary>The fibre's attenuation in dB/km, 0 to 100; 0.2 when it is not given.</summary>
    [JsonPropertyName("attenuationDbPerKm")]
    public double? AttenuationDbPerKm { get; init; }

    /// <summary>What connectors, splices and switches add, in dB, 0 to 100; 0 when it is not given.</summary>
    [JsonPropertyName("fixedLossDb")]
    public double? FixedLossDb { get; init; }

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
