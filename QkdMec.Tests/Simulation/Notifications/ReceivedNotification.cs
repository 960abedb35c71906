using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>A notification that came to a device application.</summary>
/// <param name="At">When, since the simulation began.</param>
/// <param name="Context">The context.</param>
/// <param name="Notification">What it told.</param>
internal sealed record ReceivedNotification(TimeSpan At, ContextId Context, Notification Notification)
{
    /// <summary>What worlds tell orders apart by.</summary>
    public string Mark => Notification.Kind == NotificationKind.Deleted ? "end" : Notification.Instances[0].InstanceId;
}
