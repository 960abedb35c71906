using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: the locations where an application is available have changed.</summary>
public sealed record ApplicationLocationAvailabilityNotification
{
    /// <summary>The value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "ApplicationLocationAvailabilityNotification";

    /// <summary>Always <see cref="TypeName"/>.</summary>
    [JsonPropertyName("notificationType")]
    public string NotificationType { get; init; } = TypeName;

    /// <summary>The context.</summary>
    [JsonPropertyName("contextId")]
    public string? ContextId { get; init; }

    /// <summary>Where the application is available now.</summary>
    [JsonPropertyName("availableLocations")]
    public required IReadOnlyList<AvailableLocation> AvailableLocations { get; init; }
}
