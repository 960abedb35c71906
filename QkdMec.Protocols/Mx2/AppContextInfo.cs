using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016 <c>AppContext</c>: a device application's session with an application at the edge.</summary>
public sealed record AppContextInfo
{
    /// <summary>Assigned by the system, at most 32 characters; in responses only.</summary>
    [JsonPropertyName("contextId")]
    public string? ContextId { get; init; }

    /// <summary>The device application, at most 32 characters.</summary>
    [JsonPropertyName("associateDevAppId")]
    public required string AssociateDevAppId { get; init; }

    /// <summary>Where notifications go.</summary>
    [JsonPropertyName("callbackReference")]
    public string? CallbackReference { get; init; }

    /// <summary>Whether the device wants notifications of location availability.</summary>
    [JsonPropertyName("appLocationUpdates")]
    public bool? AppLocationUpdates { get; init; }

    /// <summary>Whether to instantiate when a requested location becomes available.</summary>
    [JsonPropertyName("appAutoInstantiation")]
    public bool? AppAutoInstantiation { get; init; }

    /// <summary>The application and its instances.</summary>
    [JsonPropertyName("appInfo")]
    public required AppContextApplication AppInfo { get; init; }
}
