using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>
/// Notifies the device application of one context: in order, one at a time, again and again until it took the notification or it is given up. Key:
/// the context id.
/// </summary>
[Alias(TypeAliases.NotifierGrain)]
public interface INotifierGrain : IGrainWithStringKey
{
    /// <summary>Takes an order; once this returns it will be delivered or become a dead letter, whatever crashes. Repeating it changes nothing.</summary>
    Task QueueAsync(NotificationOrder order, CancellationToken cancellationToken);

    /// <summary>The device application has ended the context itself: nothing is delivered any more.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    /// <summary>Takes up again what was given up.</summary>
    Task<RetryStatus> RetryAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Goes on with what is unfinished.</summary>
    /// <param name="stamp">The stamp of the entry in the index that led here.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WakeAsync(long stamp, CancellationToken cancellationToken);
}
