using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: the system has deleted a context.</summary>
public sealed record ApplicationContextDeleteNotification
{
    /// <summary>The value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "ApplicationContextDeleteNotification";

    /// <summary>Always <see cref="TypeName"/>.</summary>
    [JsonPropertyName("notificationType")]
    public string NotificationType { get; init; } = TypeName;

    /// <summary>The context.</summary>
    [JsonPropertyName("contextId")]
    public required string ContextId { get; init; }
}
