using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.Kmes;

/// <summary>Which of the two directed pools of a pair gets the next block. Decided where blocks are coordinated, once for each block.</summary>
internal static class DirectionChoice
{
    /// <summary>The share of the stock that a direction gets in which nothing is drawn, so that its first request finds keys.</summary>
    public const double IdleShare = 0.1;

    /// <summary>
    /// The pool that has less than its share of what both hold; the shares are those of the recent draw. With no draw at all, or the same, it is
    /// the pool that holds less. Null: neither has room.
    /// </summary>
    public static PoolDirection? Choose(KeyPoolStatus outbound, KeyPoolStatus inbound, int bytes)
    {
        var (canOutbound, canInbound) = (HasRoom(outbound, bytes), HasRoom(inbound, bytes));
        return (canOutbound, canInbound) switch
        {
            (false, false) => null,
            (true, false) => PoolDirection.Outbound,
            (false, true) => PoolDirection.Inbound,
            _ => IsOutboundShort(outbound, inbound) ? PoolDirection.Outbound : PoolDirection.Inbound,
        };
    }

    /// <summary>The share of the outbound pool.</summary>
    public static double OutboundShare(double outboundRate, double inboundRate)
    {
        var sum = outboundRate + inboundRate;
        return sum > 0 ? Math.Clamp(outboundRate / sum, IdleShare, 1 - IdleShare) : 0.5;
    }

    private static bool IsOutboundShort(KeyPoolStatus outbound, KeyPoolStatus inbound)
    {
        var share = OutboundShare(outbound.DrawnBytesPerSecond, inbound.DrawnBytesPerSecond);
        return Fill(outbound) * (1 - share) <= Fill(inbound) * share;
    }

    private static bool HasRoom(KeyPoolStatus pool, int bytes) => pool.StoredBytes + bytes <= pool.CapacityBytes;

    private static double Fill(KeyPoolStatus pool) => (double)pool.StoredBytes / pool.CapacityBytes;
}
