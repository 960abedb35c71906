using Microsoft.Extensions.Logging;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Grains.Relocations;

internal sealed partial class RelocatorGrain
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Contexts} contexts left host {Host}: {Reason}")]
    private partial void LogMoved(int contexts, string host, MoveReason reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Contexts} contexts of host {Host} found no other host; they are tried again. {Refusal}")]
    private partial void LogStayed(int contexts, string host, string refusal);

    [LoggerMessage(Level = LogLevel.Information, Message = "Host {Host} is back and has nothing of contexts any more that left it")]
    private partial void LogCleared(string host);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work for host {Host} stopped; it is begun again")]
    private partial void LogStopped(string host, Exception fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hosts could not be looked at; they are looked at again")]
    private partial void LogBlind(Exception fault);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The network did not say what key there is")]
    private partial void LogNoNetwork(Exception fault);
}
