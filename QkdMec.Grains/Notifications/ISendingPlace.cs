namespace QkdMec.Grains.Notifications;

/// <summary>A place for one request.</summary>
public interface ISendingPlace : IDisposable
{
    /// <summary>Sends one notification, within the time-out of the options.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled from outside; it may have been delivered.</exception>
    Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellationToken);
}
