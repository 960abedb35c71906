using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>How much a pool between two KMEs should hold: a base for every pair, and what its recent draw will take in the time ahead.</summary>
internal sealed class RefillTargets(QkdNetworkOptions options)
{
    // Of the pads of a small pool a block takes a quarter at most: half may be reserved, and two blocks must fit.
    private const int LargestShare = 4;
    private const int Granularity = KeyLocation.Granularity;

    /// <summary>The high watermark: refilling ends here.</summary>
    public long High(KeyPoolStatus pool) =>
        (long)Math.Min(pool.CapacityBytes, options.BaseStockBytes + (pool.DrawnBytesPerSecond * options.DemandHorizon.TotalSeconds));

    /// <summary>Whether a pool stands below the low watermark, where refilling begins.</summary>
    public bool IsLow(KeyPoolStatus pool) => pool.StoredBytes < options.LowWatermark * High(pool);

    /// <summary>How many blocks both pools of a pair lack to stand at their high watermarks.</summary>
    public int MissingBlocks(PairPools pools) => pools is { Outbound: { } outbound, Inbound: { } inbound }
        ? Missing(outbound, High(outbound)) + Missing(inbound, High(inbound))
        : 0;

    /// <summary>How many blocks both pools of a pair lack to hold a spare stock.</summary>
    public int MissingBlocks(PairPools pools, long spareBytes) => pools is { Outbound: { } outbound, Inbound: { } inbound }
        ? Missing(outbound, spareBytes) + Missing(inbound, spareBytes)
        : 0;

    /// <summary>The size of a relayed block for a pair.</summary>
    public int BlockBytes(PairPools pools)
    {
        var capacity = Math.Min(pools.Outbound?.CapacityBytes ?? long.MaxValue, pools.Inbound?.CapacityBytes ?? long.MaxValue);
        var largest = (capacity / LargestShare) - RelaySeal.MacKeyBytes;
        return (int)(Math.Min(options.RelayBlockBytes, largest) / Granularity * Granularity);
    }

    private int Missing(KeyPoolStatus pool, long target)
    {
        var block = BlockBytes(new PairPools(pool, pool));
        var wanted = Math.Min(target, pool.CapacityBytes - block + 1) - pool.StoredBytes;
        return wanted <= 0 ? 0 : (int)Math.Min(int.MaxValue / LargestShare, ((wanted - 1) / (block - BlockLayout.HeadBytes)) + 1);
    }
}
