using Microsoft.Extensions.Logging;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Notifications;

/// <summary>
/// Keeps the queue of one context and works it off. An attempt is stored before its request is sent, with the time until which it may run: another
/// activation that takes over waits for that long, so that requests of one context neither overlap nor overtake one another.
/// </summary>
[Reentrant]
internal sealed partial class NotifierGrain : Grain, INotifierGrain
{
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(1);

    private readonly IPersistentState<NotifierState> state;
    private readonly NotifierParts parts;
    private readonly ILogger<NotifierGrain> logger;
    private readonly BackOff backOff;
    private readonly GroupedWrites writes;
    private IGrainTimer timer = null!;
    private long? entered;
    private long? told;
    private long since;
    private TimeSpan rest;
    private int changing;
    private bool works;

    public NotifierGrain([PersistentState("notifier")] IPersistentState<NotifierState> state, NotifierParts parts, ILogger<NotifierGrain> logger)
    {
        (this.state, this.parts, this.logger) = (state, parts, logger);
        backOff = new BackOff(parts.Options, parts.Entropy);
        writes = new GroupedWrites(() => StoreAsync(() => this.state.WriteStateAsync(CancellationToken.None)));
    }

    private ContextId Id => new(this.GetPrimaryKeyString());

    private NotificationQueue Queue => new(state.State);

    private INotifierIndexGrain Index => GrainFactory.GetGrain<INotifierIndexGrain>(NotificationKeys.IndexOf(Id));

    private TimeSpan Lease => parts.Options.RequestTimeout + LeaseMargin;

    private TimeSpan Left => rest - parts.Time.GetElapsedTime(since);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        timer = this.RegisterGrainTimer(
            static (self, token) => self.WorkAsync(token),
            this,
            new GrainTimerCreationOptions { DueTime = Timeout.InfiniteTimeSpan, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
        if (Queue.Head is { } head)
        {
            // A request of an earlier activation may still be on its way; its lease is waited for by this activation's own time, for clocks differ.
            var due = head.DueAt - parts.Time.GetUtcNow();
            Rest(head.IsUnderWay ? Lease : due < parts.Options.LongestDelay ? due : parts.Options.LongestDelay);
        }
        else
        {
            RestAfterHead();
        }

        if (Queue.Head is not null || Queue.IsClosed)
        {
            Schedule();
        }

        return Task.CompletedTask;
    }

    public Task QueueAsync(NotificationOrder order, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(order.Number);

        // A repeat is not answered before what it repeats is stored.
        return Queue.IsSettled(order)
            ? writes.SaveAsync()
            : ChangeAsync(queue => queue.Take(order, parts.Time.GetUtcNow()), cancellationToken);
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (!state.RecordExists)
        {
            DeactivateOnIdle();
            return;
        }

        await ChangeAsync(queue => queue.Close(), cancellationToken);
    }

    public async Task<RetryStatus> RetryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var tellsTheEnd = letter.Notification.Notification.Kind == NotificationKind.Deleted;
        if (!tellsTheEnd && (Queue.IsClosed || await GrainFactory.GetGrain<IAppContextGrain>(Id.Value).GetOwnerAsync(cancellationToken) is null))
        {
            return RetryStatus.ContextGone;
        }

        await ChangeAsync(queue => queue.TakeAgain(letter, parts.Time.GetUtcNow()), cancellationToken);
        return RetryStatus.Queued;
    }

    public Task WakeAsync(long stamp, CancellationToken cancellationToken)
    {
        told = stamp;
        if (!works)
        {
            Schedule();
        }

        return Task.CompletedTask;
    }

    private async Task ChangeAsync(Func<NotificationQueue, bool> change, CancellationToken cancellationToken)
    {
        changing++;
        try
        {
            // The entry is there before anything is taken: a crash leaves nothing that nobody looks for.
            entered ??= await Index.AddAsync(Id, cancellationToken);
            var wasIdle = Queue.Head is null;
            if (change(Queue) && (wasIdle || Queue.Head is null))
            {
                RestAfterHead();
            }

            await writes.SaveAsync();
            await BuryAsync([.. Queue.Surplus(parts.Options.QueueLimit).Select(old => old with { Failure = Surplus(old) })]);
        }
        finally
        {
            changing--;
        }

        Schedule();
    }

    private static string Surplus(QueuedNotification old) =>
        old.Failure.Length == 0 ? "It gave way to newer notifications." : $"It gave way to newer notifications. {old.Failure}";

    private void Rest(TimeSpan time) => (rest, since) = (time, parts.Time.GetTimestamp());

    // The end of a context is remembered for a while after the last was delivered.
    private void RestAfterHead() => Rest(Queue.Head is null && Queue.IsClosed ? parts.Options.RememberEnd : TimeSpan.Zero);

    private void Schedule() => timer.Change(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);

    private async Task StoreAsync(Func<Task> storage)
    {
        try
        {
            await storage();
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }
}
