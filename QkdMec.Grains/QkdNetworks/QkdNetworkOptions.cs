using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>How the network refills the pools of KMEs that no link joins.</summary>
public sealed class QkdNetworkOptions
{
    /// <summary>How often the network looks at links and pools and refills; 250 ms by default, 10 ms to 60 s.</summary>
    public TimeSpan TickPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The share of a pool's capacity below which refilling begins; 0.8 by default, 0.01 to 1. It ends when the pool is full.</summary>
    public double LowWatermark { get; set; } = 0.8;

    /// <summary>The size of a relayed block in bytes, head included; 32768 by default. A multiple of 8, 1024 to 262144. It costs its size and 32 bytes of pad on every hop.</summary>
    public int RelayBlockBytes { get; set; } = 32768;

    /// <summary>The most blocks that one pair of KMEs gets in a tick; 16 by default, 1 to 1024.</summary>
    public int MaxBlocksPerTick { get; set; } = 16;

    /// <summary>What relaying leaves in each directed pool of a link, in bytes, for the SAEs at its ends; 16384 by default, 0 to 1 GiB. Routes avoid links below it. Of a small pool it is half at most; a link may have a reserve of its own.</summary>
    public int LinkReserveBytes { get; set; } = 16384;

    /// <summary>How far above its reserve a link must stand before the policy <c>stock-aware</c> uses it again, as a multiple of the reserve; 2 by default, 1 to 4. Less makes routes flap.</summary>
    public double ReserveRecovery { get; set; } = 2;

    /// <summary>How long the network waits for a link or for a block to be made; 3 s by default, 100 ms to 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The routing policy: <c>stock-aware</c> (default), <c>widest-shortest</c> or <c>fewest-hops</c>.</summary>
    public string RoutePolicy { get; set; } = RoutePolicies.DefaultName;
}
