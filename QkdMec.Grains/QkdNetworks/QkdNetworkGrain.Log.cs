using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdNetworks;

internal sealed partial class QkdNetworkGrain
{
    [LoggerMessage(1, LogLevel.Error, "A tick of the network failed")]
    private partial void LogTickFailed(Exception fault);

    [LoggerMessage(2, LogLevel.Debug, "Refilling {From} and {To} stopped for this tick: {Status}")]
    private partial void LogRefillStopped(KmeId from, KmeId to, SupplyStatus status);

    [LoggerMessage(3, LogLevel.Warning, "Moved reservations away from link {Link}")]
    private partial void LogMoved(LinkId link);

    [LoggerMessage(4, LogLevel.Information, "No route from {From} to {To} has {RateBitsPerSecond} b/s free")]
    private partial void LogRefused(KmeId from, KmeId to, double rateBitsPerSecond);
}
