using System.Globalization;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Simulation.Notifications;

/// <summary>A context as the one who tells its device application knows it.</summary>
internal sealed class ToldContext(ContextId id)
{
    private readonly List<NotificationOrder> orders = [];

    public ContextId Id => id;

    /// <summary>The orders that were taken.</summary>
    public long Taken { get; private set; }

    /// <summary>Whether the end was told.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>How its device application answers.</summary>
    public SendOutcome Answer { get; set; } = SendOutcome.Delivered;

    /// <summary>The orders that nobody has taken yet, as far as it is known.</summary>
    public IReadOnlyList<NotificationOrder> Open => [.. orders.Where(order => order.Number > Taken)];

    /// <summary>The marks of what must arrive, in order.</summary>
    public IReadOnlyList<string> Marks => [.. orders.Select(MarkOf)];

    /// <summary>Something is to be told.</summary>
    public void Tell() => Add(Notification.Updated([new NotifiedInstance((orders.Count + 1).ToString(CultureInfo.InvariantCulture), "http://edge.example/")]));

    /// <summary>The end is to be told.</summary>
    public void End()
    {
        HasEnded = true;
        Add(Notification.Deleted);
    }

    /// <summary>An order that comes too late.</summary>
    public NotificationOrder Late() => new(orders.Count + 1, Callback, Notification.Updated([new NotifiedInstance("late", "http://edge.example/")]));

    /// <summary>An order was taken.</summary>
    public void Took(long number) => Taken = Math.Max(Taken, number);

    /// <summary>What an order is known by when it arrives.</summary>
    public static string MarkOf(NotificationOrder order) => order.Notification.Kind == NotificationKind.Deleted ? "end" : order.Notification.Instances[0].InstanceId;

    private static string Callback => "http://device.example/notify";

    private void Add(Notification notification) => orders.Add(new NotificationOrder(orders.Count + 1, Callback, notification));
}
