using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.Kmes;

/// <summary>Which of the two directed pools of a pair gets the next block.</summary>
internal static class FillChoice
{
    /// <summary>The pool that is filled less, so that traffic in one direction gets all of the key. Null: neither has room.</summary>
    public static PoolDirection? Choose(KeyPoolStatus outbound, KeyPoolStatus inbound, int bytes)
    {
        var (canOutbound, canInbound) = (HasRoom(outbound, bytes), HasRoom(inbound, bytes));
        return (canOutbound, canInbound) switch
        {
            (false, false) => null,
            (true, false) => PoolDirection.Outbound,
            (false, true) => PoolDirection.Inbound,
            _ => Fill(outbound) <= Fill(inbound) ? PoolDirection.Outbound : PoolDirection.Inbound,
        };
    }

    private static bool HasRoom(KeyPoolStatus pool, int bytes) => pool.StoredBytes + bytes <= pool.CapacityBytes;

    private static double Fill(KeyPoolStatus pool) => (double)pool.StoredBytes / pool.CapacityBytes;
}
