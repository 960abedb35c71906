using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace QkdMec.Grains.Notifications;

/// <summary>What device applications are told, and what they do not take.</summary>
public sealed class NotificationInstruments : IDisposable
{
    /// <summary>The meter.</summary>
    public const string MeterName = "QkdMec.Notifications";

    /// <summary>Requests to device applications.</summary>
    public const string AttemptsName = "qkdmec.notifications.attempts";

    /// <summary>From a notification's taking to its delivery.</summary>
    public const string DelayName = "qkdmec.notifications.delay";

    /// <summary>Notifications that were given up.</summary>
    public const string DeadLettersName = "qkdmec.notifications.dead_letters";

    /// <summary>Dead letters that gave way to newer ones.</summary>
    public const string DroppedName = "qkdmec.notifications.dropped_letters";

    /// <summary>Contexts with unfinished deliveries.</summary>
    public const string UnfinishedName = "qkdmec.notifications.unfinished";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> attempts;
    private readonly Histogram<double> delay;
    private readonly Counter<long> letters;
    private readonly Counter<long> dropped;
    private readonly Gauge<int> unfinished;

    /// <summary>Creates the instruments.</summary>
    public NotificationInstruments()
    {
        attempts = meter.CreateCounter<long>(AttemptsName, "{request}", "Requests to device applications");
        delay = meter.CreateHistogram<double>(DelayName, "s", "From a notification's taking to its delivery");
        letters = meter.CreateCounter<long>(DeadLettersName, "{letter}", "Notifications that were given up");
        dropped = meter.CreateCounter<long>(DroppedName, "{letter}", "Dead letters that gave way to newer ones");
        unfinished = meter.CreateGauge<int>(UnfinishedName, "{context}", "Contexts with unfinished deliveries");
    }

    /// <summary>A request ended.</summary>
    public void Tried(NotificationKind kind, SendStatus outcome) =>
        attempts.Add(1, new TagList { { "kind", kind.ToString() }, { "outcome", outcome.ToString() } });

    /// <summary>A notification was delivered so long after it was taken.</summary>
    public void Delivered(NotificationKind kind, TimeSpan after) => delay.Record(after.TotalSeconds, new TagList { { "kind", kind.ToString() } });

    /// <summary>A notification was given up.</summary>
    public void GivenUp(NotificationKind kind) => letters.Add(1, new TagList { { "kind", kind.ToString() } });

    /// <summary>A dead letter gave way to a newer one.</summary>
    public void LetterGaveWay() => dropped.Add(1);

    /// <summary>So many contexts have unfinished deliveries.</summary>
    public void Unfinished(int contexts) => unfinished.Record(contexts);

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
