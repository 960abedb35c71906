using Microsoft.Extensions.Logging;

namespace QkdMec.Grains.Notifications;

/// <summary>Looks through the index. Keeps nothing: a second one of it would only wake notifiers twice.</summary>
[Reentrant]
internal sealed partial class NotificationKeeperGrain(
    NotificationOptions options, NotificationInstruments instruments, ILogger<NotificationKeeperGrain> logger) : Grain, INotificationKeeperGrain
{
    private const int WokenAtOnce = 32;

    private bool looks;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            static (self, token) => self.LookAsync(token),
            this,
            new GrainTimerCreationOptions { DueTime = TimeSpan.Zero, Period = options.LookPeriod, KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (looks)
        {
            return;
        }

        looks = true;
        try
        {
            var unfinished = 0;
            foreach (var part in NotificationKeys.Index)
            {
                unfinished += await LookAsync(part, cancellationToken);
            }

            instruments.Unfinished(unfinished);
        }
        finally
        {
            looks = false;
        }
    }

    private async Task<int> LookAsync(string part, CancellationToken cancellationToken)
    {
        try
        {
            var entries = await GrainFactory.GetGrain<INotifierIndexGrain>(part).ListAsync(cancellationToken);
            foreach (var some in entries.Chunk(WokenAtOnce))
            {
                await Task.WhenAll(some.Select(entry => WakeAsync(entry, cancellationToken)));
            }

            return entries.Length;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the timer: the rest of the index is looked through all the same, and this part the next time.
            LogUnread(part, fault);
            return 0;
        }
    }

    private async Task WakeAsync(UnfinishedNotifier entry, CancellationToken cancellationToken)
    {
        try
        {
            await GrainFactory.GetGrain<INotifierGrain>(entry.Context.Value).WakeAsync(entry.Stamp, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogAsleep(entry.Context.Value, fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Part {Part} of the index of unfinished notifications cannot be read")]
    private partial void LogUnread(string part, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The notifier of context {Context} cannot be woken")]
    private partial void LogAsleep(string context, Exception fault);
}
