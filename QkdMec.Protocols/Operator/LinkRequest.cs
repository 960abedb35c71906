using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>A link to lay.</summary>
public sealed record LinkRequest : LinkProperties;

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
