using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>What a notification tells a device application.</summary>
[GenerateSerializer, Alias(TypeAliases.NotificationKind)]
public enum NotificationKind
{
    /// <summary>Instances are reached elsewhere now.</summary>
    AddressChange,

    /// <summary>The system has deleted the context.</summary>
    Deleted,

    /// <summary>The system has changed what is said of instances.</summary>
    Updated,

    /// <summary>The locations where the application is available have changed.</summary>
    LocationAvailability,
}
