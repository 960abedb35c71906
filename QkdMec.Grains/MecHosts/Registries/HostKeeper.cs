using Microsoft.Extensions.Logging;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.Relocations;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>Wakes the registry, and who moves contexts between hosts, after a start, and again after the silo that ran it died: nobody else need ask for it while hosts fail. One runs in every process with a silo.</summary>
public sealed partial class HostKeeper(MecOptions options, IGrainFactory grains, TimeProvider time, ILogger<HostKeeper> logger)
{
    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await WakeAsync(cancellationToken);

                // No periodic timer: one that a crashed silo leaves behind in a simulation would go on from the finalizer's thread.
                await Task.Delay(options.PulsePeriod, time, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<IHostRegistryGrain>(MecOptions.System).FollowAsync(0, cancellationToken).WaitAsync(cancellationToken);
            await grains.GetGrain<IRelocatorGrain>(MecOptions.System).WakeAsync(cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the loop: whatever failed, the next look may find it mended.
            LogAsleep(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry of MEC hosts, or who moves contexts between them, did not answer; they are asked again")]
    private partial void LogAsleep(Exception fault);
}
