using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;

namespace QkdMec.Tests.Simulation.Episodes;

/// <summary>
/// Cambridge 2019: half a key a second from TREL to CAPE out of a store of 1000 keys that is refilled from 800; the link between them fails, the store is refilled
/// through ENGI, and the link is used again after its repair (npj Quantum Information 5, 101). No request fails.
/// </summary>
public sealed class CambridgeTests : IDisposable
{
    private const int KeyBytes = 32;
    private const int Store = 1000 * KeyBytes;

    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly EpisodeNetwork network = new(new EpisodeSetting
    {
        Scenario = "cambridge",
        Pools = new KeyPoolOptions { CapacityBytes = Store },
        Links = options => (options.MaxBlockBytes, options.TickPeriod) = (2048, TimeSpan.FromSeconds(1)),
        Network = options => (options.RelayBlockBytes, options.LinkReserveBytes, options.LowWatermark, options.TickPeriod) = (2048, 4096, 0.8, TimeSpan.FromSeconds(1)),
    });

    public void Dispose() => network.Dispose();

    [Fact]
    public void Episode_LinkFailsAndIsRepaired_NoRequestFails()
    {
        network.RunFor(TimeSpan.FromSeconds(30));
        Serve(TimeSpan.FromMinutes(5));
        Assert.Equal("trel-cape", network.RouteBetween("trel", "cape"));
        var overEngi = network.LeasedBetween("trel", "engi");

        network.Cut("cape", "trel");
        var lowest = Serve(TimeSpan.FromMinutes(45));
        Assert.Equal("trel-engi-cape", network.RouteBetween("trel", "cape"));
        Assert.Contains(network.AlarmsAt("trel"), alarm => alarm.Kind == KmeAlarmKind.LinkCut);

        // 1350 keys were asked for, more than the store had: they came through ENGI, where nothing was drawn before.
        Assert.True(lowest > 0.6 * Store, $"the store fell to {lowest / KeyBytes} keys");
        var relayed = network.LeasedBetween("trel", "engi") - overEngi;
        Assert.True(relayed > 1350 * KeyBytes - Store, $"{relayed} bytes of pad were used between TREL and ENGI");

        network.Repair("cape", "trel");
        Serve(TimeSpan.FromMinutes(1));
        Assert.Equal("trel-cape", network.RouteBetween("trel", "cape"));
        var afterRepair = network.LeasedBetween("trel", "engi");
        Serve(TimeSpan.FromMinutes(10));
        Assert.Equal(afterRepair, network.LeasedBetween("trel", "engi"));
    }

    /// <summary>Draws at the published rate; the least that was stored.</summary>
    private long Serve(TimeSpan duration)
    {
        var lowest = long.MaxValue;
        for (var end = network.Elapsed + duration; network.Elapsed < end;)
        {
            network.RunFor(Between);
            Assert.Equal(KeyOutcome.Delivered, network.Draw("trel", "cape", 1, KeyBytes));
            lowest = Math.Min(lowest, network.StoredFor("trel", "cape"));
        }

        return lowest;
    }
}
