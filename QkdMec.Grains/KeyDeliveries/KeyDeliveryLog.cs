using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What key delivery says. Never key material.</summary>
internal static partial class KeyDeliveryLog
{
    [LoggerMessage(EventId = 1101, Level = LogLevel.Warning, Message = "Pool {Pool} did not answer: {Reason}")]
    public static partial void LeaseFailed(ILogger log, PoolId pool, string reason);

    [LoggerMessage(EventId = 1102, Level = LogLevel.Error, Message = "The vault failed for pool {Pool}")]
    public static partial void VaultFailed(ILogger log, Exception error, PoolId pool);

    [LoggerMessage(EventId = 1103, Level = LogLevel.Error, Message = "Consumption marks of {Count} blocks could not be written; tried again")]
    public static partial void MarksFailed(ILogger log, Exception error, int count);

    [LoggerMessage(EventId = 1106, Level = LogLevel.Error, Message = "KME {Kme} could not deliver")]
    public static partial void DeliveryFailed(ILogger log, Exception error, KmeId kme);

    [LoggerMessage(EventId = 1105, Level = LogLevel.Debug, Message = "Pool {Pool}: block {Number} is unloaded to make room")]
    public static partial void Unloaded(ILogger log, PoolId pool, long number);

    [LoggerMessage(EventId = 1104, Level = LogLevel.Warning, Message = "SAE {Sae} showed too many wrong key ids")]
    public static partial void WrongIds(ILogger log, SaeId sae);

    [LoggerMessage(EventId = 1107, Level = LogLevel.Error, Message = "KME {Kme} refused a frame of shared keys that {Sender} is named to have sent: its MAC does not fit")]
    public static partial void FrameNotAuthentic(ILogger log, KmeId kme, KmeId sender);

    [LoggerMessage(EventId = 1108, Level = LogLevel.Error, Message = "KME {Kme} could not record an alarm")]
    public static partial void AlarmLost(ILogger log, Exception error, KmeId kme);

    [LoggerMessage(EventId = 1109, Level = LogLevel.Warning, Message = "KME {Kme} did not take keys for several SAEs: {Reason}")]
    public static partial void SharingFailed(ILogger log, KmeId kme, string reason);

    [LoggerMessage(EventId = 1110, Level = LogLevel.Warning, Message = "KME {Kme} did not void shared keys, tried again: {Reason}")]
    public static partial void VoidFailed(ILogger log, KmeId kme, string reason);
}
