namespace QkdMec.Grains.Identity;

/// <content>Notifications.</content>
internal static partial class TypeAliases
{
    public const string NotifierGrain = "qkdmec.grain.notifier";
    public const string NotifierIndexGrain = "qkdmec.grain.notifier-index";
    public const string NotificationKeeperGrain = "qkdmec.grain.notification-keeper";
    public const string DeadLetterGrain = "qkdmec.grain.dead-letter";
    public const string LocationWatcherGrain = "qkdmec.grain.location-watcher";
    public const string LocationWatchGrain = "qkdmec.grain.location-watch";
    public const string LocationWatcherState = "qkdmec.state.location-watcher";
    public const string LocationWatchState = "qkdmec.state.location-watch";
    public const string NotificationKind = "qkdmec.notification.kind";
    public const string NotificationSource = "qkdmec.notification.source";
    public const string NotifiedInstance = "qkdmec.notification.instance";
    public const string Notification = "qkdmec.notification";
    public const string NotificationOrder = "qkdmec.notification.order";
    public const string NotificationId = "qkdmec.notification.id";
    public const string QueuedNotification = "qkdmec.notification.queued";
    public const string UnfinishedNotifier = "qkdmec.notification.unfinished";
    public const string DeadLetter = "qkdmec.notification.dead-letter";
    public const string RetryStatus = "qkdmec.notification.retry-status";
    public const string NotifierState = "qkdmec.state.notifier";
    public const string NotifierIndexState = "qkdmec.state.notifier-index";
    public const string DeadLetterState = "qkdmec.state.dead-letters";
}
