using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>Tells the network grain what happened at a site. What does not arrive is found by the next reading.</summary>
internal sealed partial class NetworkTeller(
    IGrainFactory grains, TimeProvider time, IOptions<QkdNetworkOptions> options, ILogger<NetworkTeller> logger) : IStockListener
{
    // The report is to be there before the failure is, so that the next route is another one; but it never holds a failure up for long.
    private static readonly TimeSpan MostDelay = TimeSpan.FromMilliseconds(250);

    private IQkdNetworkGrain Network => grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);

    /// <inheritdoc/>
    public void Tell(PoolId pool, KeyPoolStatus status) =>
        _ = SendAsync(() => Network.ReportPoolAsync(new PoolReport(pool, status), CancellationToken.None), options.Value.CallTimeout);

    /// <summary>A hop failed.</summary>
    public Task TellFailureAsync(KmeId sender, KmeId receiver) =>
        SendAsync(() => Network.ReportHopAsync(new HopReport(sender, receiver), CancellationToken.None), MostDelay);

    private async Task SendAsync(Func<Task> send, TimeSpan limit)
    {
        try
        {
            await send().WaitAsync(limit, time);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            LogNotTold(fault.Message);
        }
    }

    [LoggerMessage(1, LogLevel.Debug, "The network was not told: {Reason}")]
    private partial void LogNotTold(string reason);
}
