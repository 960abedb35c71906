using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>Wakes notifiers that have unfinished deliveries. Key: <c>mec</c>.</summary>
[Alias(TypeAliases.NotificationKeeperGrain)]
public interface INotificationKeeperGrain : IGrainWithStringKey
{
    /// <summary>Is there, and so goes on looking.</summary>
    Task WakeAsync(CancellationToken cancellationToken);
}
