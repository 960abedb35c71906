using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Fakes;

/// <summary>Keeps notifications instead of sending them, and answers as a test says.</summary>
internal sealed class KeptNotifications : INotificationSender
{
    private readonly Lock gate = new();
    private readonly List<OutgoingNotification> tried = [];

    /// <summary>How the device application answers, by the number of the request from 1.</summary>
    public Func<int, SendOutcome> Answer { get; set; } = _ => SendOutcome.Delivered;

    /// <summary>Whether there is a place for a request.</summary>
    public bool HasPlace { get; set; } = true;

    /// <summary>What was tried, in order.</summary>
    public IReadOnlyList<OutgoingNotification> Tried
    {
        get
        {
            lock (gate)
            {
                return [.. tried];
            }
        }
    }

    public ISendingPlace? Reserve(string callback) => HasPlace ? new Place(this) : null;

    private Task<SendOutcome> SendAsync(OutgoingNotification notification)
    {
        lock (gate)
        {
            tried.Add(notification);
            return Task.FromResult(Answer(tried.Count));
        }
    }

    private sealed class Place(KeptNotifications kept) : ISendingPlace
    {
        public Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellationToken) => kept.SendAsync(notification);

        public void Dispose()
        {
        }
    }
}
