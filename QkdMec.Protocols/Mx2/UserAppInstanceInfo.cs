using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: one instance of an application for a user.</summary>
public sealed record UserAppInstanceInfo
{
    /// <summary>The id of the instance; assigned by the system where the device gave none.</summary>
    [JsonPropertyName("appInstanceId")]
    public string? AppInstanceId { get; init; }

    /// <summary>Where the instance is reached; in responses.</summary>
    [JsonPropertyName("referenceURI")]
    public string? ReferenceUri { get; init; }

    /// <summary>Where the instance is wanted.</summary>
    [JsonPropertyName("appLocation")]
    public LocationConstraints? AppLocation { get; init; }
}
