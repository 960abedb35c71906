using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;

namespace QkdMec.Tests.Simulation.Episodes;

/// <summary>
/// Tokyo 2010: one-time-padded video at 128 kb/s from Koganei to Otemachi by Koganei 2; an attack on the link of 90 km raises its error rate, the alarm comes, and the
/// key goes by Otemachi 1 within seconds (Optics Express 19, 10387). The video runs on stored key, for no route makes 128 kb/s; how much was stored is not published.
/// </summary>
public sealed class TokyoTests : IDisposable
{
    private const int KeyBytes = 128;
    private const int KeysPerSecond = 128_000 / 8 / KeyBytes;
    private const long Stored = 16 * 1024 * 1024;

    private readonly EpisodeNetwork network = new(new EpisodeSetting
    {
        Scenario = "tokyo",
        Pools = new KeyPoolOptions { CapacityBytes = 512 * 1024 },
        Laid = plan => plan with { InitialStoreBytes = Stored },
        Links = options => (options.MinBlockBytes, options.TickPeriod) = (16384, TimeSpan.FromMilliseconds(500)),
        Network = options => (options.RelayBlockBytes, options.LinkReserveBytes) = (16384, 32768),
    });

    public void Dispose() => network.Dispose();

    [Fact]
    public void Episode_AttackOnTheLongLink_SwitchesTheRouteWithinSeconds()
    {
        network.RunFor(TimeSpan.FromSeconds(10));
        Play(TimeSpan.FromSeconds(30));
        Assert.Equal("koganei-1-koganei-2-otemachi-2", network.RouteBetween("koganei-1", "otemachi-2"));
        var byOtemachi1 = network.LeasedBetween("koganei-1", "otemachi-1");

        network.Attack("koganei-1", "koganei-2", 0.4);
        var attacked = network.Elapsed;
        var status = network.Status("koganei-1", "koganei-2");
        Assert.Equal((LinkCondition.Alarm, 0.0), (status.Condition, status.Quality.RateBitsPerSecond));
        Assert.True(status.Quality.Qber > status.Quality.QberThreshold);
        Assert.Contains(network.AlarmsAt("koganei-1"), alarm => alarm is { Kind: KmeAlarmKind.LinkErrorRate, Subject: "kme-koganei-1~kme-koganei-2" });
        Assert.Contains(network.AlarmsAt("koganei-2"), alarm => alarm.Kind == KmeAlarmKind.LinkErrorRate);

        while (network.RouteBetween("koganei-1", "otemachi-2") != "koganei-1-otemachi-1-otemachi-2")
        {
            Play(TimeSpan.FromSeconds(1));
            Assert.True(network.Elapsed - attacked < TimeSpan.FromSeconds(5), "the route did not move within 5 s of the alarm");
        }

        Play(TimeSpan.FromSeconds(60));
        Assert.True(network.LeasedBetween("koganei-1", "otemachi-1") - byOtemachi1 > 30 * KeysPerSecond * KeyBytes);
    }

    /// <summary>Draws the pad of each second of video; none may be missing.</summary>
    private void Play(TimeSpan duration)
    {
        for (var end = network.Elapsed + duration; network.Elapsed < end;)
        {
            Assert.Equal(KeyOutcome.Delivered, network.Draw("koganei-1", "otemachi-2", KeysPerSecond, KeyBytes));
            network.RunFor(TimeSpan.FromSeconds(1));
        }
    }
}
