using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>One request to a device application.</summary>
/// <param name="Context">The context it is about.</param>
/// <param name="Callback">Where it goes.</param>
/// <param name="Notification">What it tells; of address changes one instance.</param>
public sealed record OutgoingNotification(ContextId Context, string Callback, Notification Notification);
