using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>How the network refills the pools of KMEs that no link joins.</summary>
public sealed class QkdNetworkOptions
{
    /// <summary>How often the network looks at links and pools and refills; 250 ms by default, 10 ms to 60 s.</summary>
    public TimeSpan TickPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The low watermark, where refilling begins, as a share of the high one, where it ends; 0.8 by default, 0.01 to 1. The high one is <see cref="BaseStockBytes"/> and what the recent draw takes in <see cref="DemandHorizon"/>, at most the capacity.</summary>
    public double LowWatermark { get; set; } = 0.8;

    /// <summary>What each directed pool of two KMEs that both have SAEs holds without any demand, in bytes; 65536 by default, 1024 to 1 GiB. It answers the first requests.</summary>
    public int BaseStockBytes { get; set; } = 65536;

    /// <summary>For how much time of its recent draw a pool is filled ahead; 60 s by default, 1 s to 1 h.</summary>
    public TimeSpan DemandHorizon { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>What a KME keeps beyond that for all its peers together, in bytes; 8 MiB by default, 0 to 1 TiB. It comes only from links that would else throw key away, and answers bursts.</summary>
    public long SpareStockBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>The size of a relayed block in bytes, head included; 32768 by default. A multiple of 8, 1024 to 262144. It costs its size and 32 bytes of pad on every hop. Of a small pool it is a quarter at most.</summary>
    public int RelayBlockBytes { get; set; } = 32768;

    /// <summary>The most blocks that one pair of KMEs gets in a tick; 16 by default, 1 to 1024.</summary>
    public int MaxBlocksPerTick { get; set; } = 16;

    /// <summary>The most blocks that are being made at once for all pairs; 64 by default, 1 to 4096.</summary>
    public int MaxBlocksInHand { get; set; } = 64;

    /// <summary>The most links, and the most pairs of KMEs, that are read in one tick; 64 by default, 1 to 10000. It bounds what a tick costs.</summary>
    public int MaxReadsPerTick { get; set; } = 64;

    /// <summary>How long at most nobody looks at a pair of KMEs between which nothing happens; 5 s by default, 100 ms to 10 min. Pools tell by themselves when they are drawn from.</summary>
    public TimeSpan IdleReadPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a hop that failed is not tried again; 1 s by default, 0 to 1 min.</summary>
    public TimeSpan HopRest { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What relaying leaves in each directed pool of a link, in bytes, for the SAEs at its ends; 16384 by default, 0 to 1 GiB. Routes avoid links below it. Of a small pool it is half at most; a link may have a reserve of its own.</summary>
    public int LinkReserveBytes { get; set; } = 16384;

    /// <summary>How far above its reserve a link must stand before the policy <c>stock-aware</c> uses it again, as a multiple of the reserve; 2 by default, 1 to 4. Less makes routes flap.</summary>
    public double ReserveRecovery { get; set; } = 2;

    /// <summary>How long the network waits for a link or for a block to be made; 3 s by default, 100 ms to 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How many routes without a common relay each relayed block takes, in shares whose XOR it is; 1 by default, 1 to 8. With 2 or more no single relay learns it; it costs that many times the pads. A pair without so many routes gets no block.</summary>
    public int DisjointPaths { get; set; } = 1;

    /// <summary>The same for single pairs of KMEs, by <c>kmeA~kmeB</c> with the smaller id first; none by default, 1 to 8 each.</summary>
    public Dictionary<string, int> DisjointPathsOfPairs { get; } = new(StringComparer.Ordinal);

    /// <summary>The routing policy: <c>stock-aware</c> (default), <c>widest-shortest</c> or <c>fewest-hops</c>.</summary>
    public string RoutePolicy { get; set; } = RoutePolicies.DefaultName;

    internal int RoutesOf(LinkId pair) => DisjointPathsOfPairs.GetValueOrDefault(pair.ToGrainKey(), DisjointPaths);
}
