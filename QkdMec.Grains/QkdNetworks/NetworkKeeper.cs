using Microsoft.Extensions.Logging;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>
/// Keeps the network of one silo up to date: takes changes of the topology up that no push brought, and sets the network going after a start and
/// again after the silo that ran it died. One runs in every silo.
/// </summary>
public sealed partial class NetworkKeeper(NetworkDirectory directory, IGrainFactory grains, TimeProvider time, ILogger<NetworkKeeper> logger)
{
    /// <summary>How long a silo that no push reached may stay behind.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await KeepAsync(cancellationToken);

                // No periodic timer: one that a crashed silo leaves behind in a simulation would go on from the finalizer's thread.
                await Task.Delay(Period, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    /// <summary>Takes up what changed. Until the first time, a silo knows the scenario only: nothing may be served before.</summary>
    /// <exception cref="OrleansException">The topology cannot be had.</exception>
    /// <exception cref="TimeoutException">The topology cannot be had in time.</exception>
    public Task CatchUpAsync(CancellationToken cancellationToken) => directory.CatchUpAsync(grains, cancellationToken);

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CatchUpAsync(cancellationToken);
            await grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).WakeAsync(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the loop: whatever failed, a database or a process, the next look may find it mended.
            LogBehind(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The QKD network did not answer; it is asked again")]
    private partial void LogBehind(Exception fault);
}
