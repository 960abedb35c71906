using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>What key pools say. Never key material.</summary>
internal static partial class KeyPoolLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Pool {Pool}: both ends stand in epoch {Epoch} at mark {Block}/{Offset}")]
    public static partial void Agreed(ILogger log, PoolId pool, ulong epoch, long block, int offset);

    /// <summary>A first epoch is how every pool begins; a later one means that an end lost its state or its vault.</summary>
    public static void EpochBegun(ILogger log, PoolId pool, ulong epoch) =>
        LogEpochBegun(log, epoch <= 1 ? LogLevel.Information : LogLevel.Warning, pool, epoch);

    [LoggerMessage(EventId = 1002, Message = "Pool {Pool}: begins epoch {Epoch}, all older blocks are destroyed at both ends")]
    private static partial void LogEpochBegun(ILogger log, LogLevel level, PoolId pool, ulong epoch);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Warning, Message = "Pool {Pool}: the other end did not answer to {Call}: {Reason}")]
    public static partial void PeerUnreachable(ILogger log, PoolId pool, string call, string reason);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Critical, Message = "ALARM pool {Pool}: the ends hold different blocks {Number} of epoch {Epoch}; destroyed")]
    public static partial void BlocksDiffer(ILogger log, PoolId pool, ulong epoch, long number);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, Message = "Pool {Pool}: the other end does not hold block {Number}; dropped")]
    public static partial void BlockUnknown(ILogger log, PoolId pool, long number);

    [LoggerMessage(EventId = 1006, Level = LogLevel.Warning, Message = "Pool {Pool}: this end was behind the other's mark {Block}/{Offset}")]
    public static partial void Behind(ILogger log, PoolId pool, long block, int offset);

    [LoggerMessage(EventId = 1007, Level = LogLevel.Error, Message = "Pool {Pool}: the state could not be stored; this activation ends")]
    public static partial void StateLost(ILogger log, Exception error, PoolId pool);

    [LoggerMessage(EventId = 1008, Level = LogLevel.Error, Message = "Pool {Pool}: the vault failed")]
    public static partial void VaultFailed(ILogger log, Exception error, PoolId pool);

    [LoggerMessage(EventId = 1009, Level = LogLevel.Debug, Message = "Pool {Pool}: block {Number} of epoch {Epoch} is {Outcome}")]
    public static partial void BlockMade(ILogger log, PoolId pool, ulong epoch, long number, SupplyStatus outcome);
}
