using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyListeners;

/// <summary>What listeners say. Never key material.</summary>
internal static partial class KeyListenerLog
{
    [LoggerMessage(EventId = 1151, Level = LogLevel.Error, Message = "Listener {Listener} could not show in the vault that it goes on")]
    public static partial void BeatFailed(ILogger log, Exception error, KeyListenerId listener);

    [LoggerMessage(EventId = 1152, Level = LogLevel.Warning, Message = "Listener {Listener}: run {Life} was ended by others; its blocks are looked up anew")]
    public static partial void RunEnded(ILogger log, KeyListenerId listener, long life);

    [LoggerMessage(EventId = 1153, Level = LogLevel.Warning, Message = "Listener {Listener} did not answer: {Reason}")]
    public static partial void Silent(ILogger log, KeyListenerId listener, string reason);

    [LoggerMessage(EventId = 1154, Level = LogLevel.Warning, Message = "Listener {Listener} is taken for dead: run {Life} is ended")]
    public static partial void TakenForDead(ILogger log, KeyListenerId listener, long life);

    [LoggerMessage(EventId = 1155, Level = LogLevel.Warning, Message = "Pool {Pool}: the delivery of {Count} keys could not be told to the listener that serves them; tried again")]
    public static partial void NotTold(ILogger log, PoolId pool, int count);
}
