using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016 <c>ApplicationLocationAvailability</c>: where an application can be instantiated, asked before a context is made.</summary>
public sealed record ApplicationLocationAvailability
{
    /// <summary>The device application, at most 32 characters.</summary>
    [JsonPropertyName("associateDevAppId")]
    public required string AssociateDevAppId { get; init; }

    /// <summary>The application, and in responses its locations.</summary>
    [JsonPropertyName("appInfo")]
    public required LocationAvailabilityApplication AppInfo { get; init; }
}
