using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: an instance of the application is reached elsewhere now.</summary>
public sealed record AddressChangeNotification
{
    /// <summary>The value of <see cref="NotificationType"/>.</summary>
    public const string TypeName = "AddressChangeNotification";

    /// <summary>Always <see cref="TypeName"/>.</summary>
    [JsonPropertyName("notificationType")]
    public string NotificationType { get; init; } = TypeName;

    /// <summary>The context.</summary>
    [JsonPropertyName("contextId")]
    public required string ContextId { get; init; }

    /// <summary>The instance.</summary>
    [JsonPropertyName("appInstanceId")]
    public required string AppInstanceId { get; init; }

    /// <summary>Where it is reached now.</summary>
    [JsonPropertyName("referenceURI")]
    public required string ReferenceUri { get; init; }
}
