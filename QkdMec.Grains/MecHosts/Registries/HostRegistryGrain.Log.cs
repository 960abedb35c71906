using Microsoft.Extensions.Logging;

namespace QkdMec.Grains.MecHosts.Registries;

/// <content>What it writes down.</content>
internal sealed partial class HostRegistryGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Host {Host} is {State} after its operator's wish: {Status}")]
    private partial void LogStands(string host, HostState state, HostChangeStatus status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Host {Host} {Pulse}")]
    private partial void LogPulse(string host, string pulse);

    [LoggerMessage(Level = LogLevel.Information, Message = "Host {Host} is empty and not listed any more")]
    private partial void LogGone(string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Host {Host} follows version {Known} of the registry, whose own is {Stored}: it was put back to an older copy")]
    private partial void LogPutBack(string host, long known, long stored);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hosts could not be watched; they are asked again")]
    private partial void LogUnwatched(Exception fault);
}
