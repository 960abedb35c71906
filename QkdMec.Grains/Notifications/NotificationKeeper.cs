using Microsoft.Extensions.Logging;
using QkdMec.Grains.Notifications.Locations;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.Notifications;

/// <summary>Sees to it that somebody goes on with what is unfinished and looks where applications are available, after a start and after the silo that did it died. One runs in every process with a silo.</summary>
public sealed partial class NotificationKeeper(
    NotificationOptions options, IGrainFactory grains, TimeProvider time, ILogger<NotificationKeeper> logger)
{
    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await KeepAsync(cancellationToken);
                await Task.Delay(options.LookPeriod, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<INotificationKeeperGrain>(MecOptions.System).WakeAsync(cancellationToken).WaitAsync(cancellationToken);
            await grains.GetGrain<ILocationWatcherGrain>(MecOptions.System).WakeAsync(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the loop: whatever failed, a database or a process, the next look may find it mended.
            LogBehind(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Unfinished notifications cannot be looked for; it is tried again")]
    private partial void LogBehind(Exception fault);
}
