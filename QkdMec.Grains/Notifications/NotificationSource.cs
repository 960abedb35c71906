using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>Who tells; each counts its notifications by itself.</summary>
[GenerateSerializer, Alias(TypeAliases.NotificationSource)]
public enum NotificationSource
{
    /// <summary>The context.</summary>
    Context,

    /// <summary>Who watches where applications are available.</summary>
    Locations,
}
