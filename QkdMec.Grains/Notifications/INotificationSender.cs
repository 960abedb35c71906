namespace QkdMec.Grains.Notifications;

/// <summary>Sends notifications to device applications, from the silo that runs the notifier.</summary>
public interface INotificationSender
{
    /// <summary>A place for one request to an address; null when too many are under way. Free again when it is disposed of.</summary>
    ISendingPlace? Reserve(string callback);
}
