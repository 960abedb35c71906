using Microsoft.Extensions.Logging;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Sets the network going after a start and again after the silo that ran it died. One runs in every process.</summary>
public sealed partial class NetworkKeeper(IGrainFactory grains, TimeProvider time, ILogger<NetworkKeeper> logger)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await WakeAsync(cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
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
            await grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).GetStatusAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogNotAwake(fault);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The QKD network did not answer; it is asked again")]
    private partial void LogNotAwake(Exception fault);
}
