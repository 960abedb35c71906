using System.Collections.Immutable;

namespace QkdMec.Grains.Notifications;

/// <summary>The rules of one context's queue: what is taken, what is next, and how long that rests.</summary>
internal sealed class NotificationQueue(NotifierState state)
{
    /// <summary>What is to be delivered next; null when nothing waits.</summary>
    public QueuedNotification? Head => state.Queue.Count > 0 ? state.Queue[0] : null;

    /// <summary>Whether it waits, or is under way.</summary>
    public bool Holds(NotificationId id) => state.Queue.Exists(queued => queued.Id == id);

    /// <summary>Whether nothing more is taken.</summary>
    public bool IsClosed => state.IsClosed;

    /// <summary>Whether an order changes nothing: it was taken, or the context is gone.</summary>
    public bool IsSettled(NotificationOrder order) => state.IsClosed || order.Number <= LastTaken(order.Source);

    /// <summary>Takes an order; false when it changes nothing.</summary>
    public bool Take(NotificationOrder order, DateTimeOffset now)
    {
        if (IsSettled(order))
        {
            return false;
        }

        if (order.Source == NotificationSource.Context)
        {
            state.TakenOfContext = order.Number;
        }
        else
        {
            state.TakenOfLocations = order.Number;
        }

        state.Queue.AddRange(Parts(order.Notification).Select((part, index) => new QueuedNotification
        {
            Id = new NotificationId(order.Source, order.Number, index), Callback = order.Callback, Notification = part, QueuedAt = now, DueAt = now,
        }));
        state.IsClosed = order.Notification.Kind == NotificationKind.Deleted;
        return true;
    }

    /// <summary>Takes up again what was given up; false when it waits already.</summary>
    public bool TakeAgain(DeadLetter letter, DateTimeOffset now)
    {
        if (Holds(letter.Notification.Id))
        {
            return false;
        }

        state.Queue.Add(letter.Notification with { Attempts = 0, Failure = "", TriedAt = null, DueAt = now, IsUnderWay = false });
        state.IsClosed |= letter.Notification.Notification.Kind == NotificationKind.Deleted;
        return true;
    }

    /// <summary>The context is gone: what waits is of no use to anybody. False when it was gone already and nothing waits.</summary>
    public bool Close()
    {
        var changed = !state.IsClosed || state.Queue.Count > 0;
        (state.IsClosed, state.Queue) = (true, []);
        return changed;
    }

    /// <summary>What must give way so that no more than so many wait: the oldest that are not under way.</summary>
    public ImmutableArray<QueuedNotification> Surplus(int limit) =>
        [.. state.Queue.Where(queued => !queued.IsUnderWay).Take(Math.Max(0, state.Queue.Count - limit))];

    /// <summary>An attempt begins. It counts from here on, and until <paramref name="until"/> nobody else begins one, whatever crashes.</summary>
    public QueuedNotification Begin(DateTimeOffset now, DateTimeOffset until) =>
        state.Queue[0] = state.Queue[0] with { Attempts = state.Queue[0].Attempts + 1, TriedAt = now, DueAt = until, IsUnderWay = true };

    /// <summary>An attempt began and its request was not sent.</summary>
    public void Withdraw(NotificationId id)
    {
        if (state.Queue.FindIndex(queued => queued.Id == id) is >= 0 and var place)
        {
            state.Queue[place] = state.Queue[place] with { Attempts = state.Queue[place].Attempts - 1, IsUnderWay = false };
        }
    }

    /// <summary>An attempt failed.</summary>
    public void Fail(NotificationId id, string failure, DateTimeOffset dueAt)
    {
        if (state.Queue.FindIndex(queued => queued.Id == id) is >= 0 and var place)
        {
            state.Queue[place] = state.Queue[place] with { Failure = failure, DueAt = dueAt, IsUnderWay = false };
        }
    }

    /// <summary>It was delivered or given up.</summary>
    public void Remove(NotificationId id) => state.Queue.RemoveAll(queued => queued.Id == id);

    private long LastTaken(NotificationSource source) => source == NotificationSource.Context ? state.TakenOfContext : state.TakenOfLocations;

    private static IEnumerable<Notification> Parts(Notification notification) => notification.Kind == NotificationKind.AddressChange
        ? notification.Instances.Select(instance => notification with { Instances = [instance] })
        : [notification];
}
