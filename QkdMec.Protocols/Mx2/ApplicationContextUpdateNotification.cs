using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: the system has changed what is said of a context's instances.</summary>
public sealed record ApplicationContextUpdateNotification
{
    /// <summary>The value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "ApplicationContextUpdateNotification";

    /// <summary>Always <see cref="TypeName"/>.</summary>
    [JsonPropertyName("notificationType")]
    public string NotificationType { get; init; } = TypeName;

    /// <summary>The context.</summary>
    [JsonPropertyName("contextId")]
    public required string ContextId { get; init; }

    /// <summary>Its instances as they are now, at least one.</summary>
    [JsonPropertyName("userAppInstanceInfo")]
    public required IReadOnlyList<UserAppInstanceInfo> UserAppInstanceInfo { get; init; }
}
