using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>Device applications: what is sent arrives although its silo crashes meanwhile, and the answer may be lost.</summary>
internal sealed class SimulatedReceivers(SimulatedCluster simulation)
{
    private static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(2.4);

    private readonly List<ReceivedNotification> received = [];

    /// <summary>How the device application of a context answers.</summary>
    public Func<ContextId, SendOutcome> Answer { get; set; } = _ => SendOutcome.Delivered;

    /// <summary>Whether requests take their time.</summary>
    public bool IsFar { get; init; }

    /// <summary>What came, in order.</summary>
    public IReadOnlyList<ReceivedNotification> Received => received;

    /// <summary>The sender of a silo.</summary>
    public INotificationSender SenderOf(TimeProvider silo) => new Sender(this, silo);

    private async Task<SendOutcome> SendAsync(OutgoingNotification notification, TimeProvider silo, CancellationToken cancellationToken)
    {
        var (there, back) = IsFar ? (NextWay(), NextWay()) : default;
        var outcome = Answer(notification.Context);
        simulation.At(there, () => received.Add(new ReceivedNotification(simulation.Elapsed, notification.Context, notification.Notification)));
        await Task.Delay(there + back, silo, cancellationToken);
        return outcome;
    }

    private TimeSpan NextWay() => simulation.Random.Between(TimeSpan.Zero, LongestWay);

    private sealed class Sender(SimulatedReceivers receivers, TimeProvider silo) : INotificationSender
    {
        public ISendingPlace? Reserve(string callback) => new Place(receivers, silo);
    }

    private sealed class Place(SimulatedReceivers receivers, TimeProvider silo) : ISendingPlace
    {
        public Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellationToken) =>
            receivers.SendAsync(notification, silo, cancellationToken);

        public void Dispose()
        {
        }
    }
}
