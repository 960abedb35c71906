using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Do routes move at once when a link goes down, a pool runs dry or a relay dies, and is no pad used twice?</summary>
public sealed class ReroutingTests
{
    private const string Ring = "a-b b-d a-c c-d";

    // So long that what happens in between is not the next look. The first look sets links going, the second finds their key.
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Outage_OrAlarm_OfALink_MovesTheRouteBeforeTheNextLook(bool isCut)
    {
        using var network = Slow();
        network.RunFor((2 * Tick) + Moment);
        var relay = Assert.Single(Receivers(network, since: 0), receiver => receiver != "d");
        var before = network.Relays.Seen.Count;

        var link = network.Link($"a-{relay}");
        network.Simulation.Run(() => isCut ? link.CutAsync(default) : link.SetEavesdropperAsync(0.5, default));
        network.RunFor(Moment);

        Assert.Equal([relay == "b" ? "c" : "b", "d"], Receivers(network, before));
    }

    [Fact]
    public void Exhaustion_OfAPool_IsRefilledBeforeTheNextLook()
    {
        using var network = Slow();
        network.RunFor((2 * Tick) + Moment);
        network.Drain("a", "d");
        var blocks = network.AgreedBlocks("a", "d").Count;
        network.RunFor(Moment);

        Assert.True(network.AgreedBlocks("a", "d").Count > blocks);
        Assert.Equal(LeaseStatus.Granted, Lease(network).Status);
    }

    [Fact]
    public void Death_OfARelayThatHoldsABlock_GivesItsPadsUp_AndTheNextBlockTakesTheOtherWayWithFreshOnes()
    {
        using var network = new MeshNetwork(Ring, "a d");
        network.RunFor(Moment);
        string? dead = null;
        network.Relays.Sending = frame =>
        {
            if (dead is null && frame.Header.Hop == 1)
            {
                dead = frame.Header.Receiver.Value;
                network.Simulation.Start(() =>
                {
                    network.Simulation.CrashSilo($"site-{dead}");
                    return Task.CompletedTask;
                });
            }
        };
        network.Drain("a", "d");
        var sent = network.Relays.Seen.Count;
        network.Simulation.RunFor(TimeSpan.FromSeconds(6));

        Assert.NotNull(dead);
        Assert.Contains(network.Relays.Seen.Skip(sent), share => share.Receiver == (dead == "b" ? "c" : "b"));
        Assert.NotEmpty(network.AgreedBlocks("a", "d"));

        // The log fails when a pad byte is taken twice; over the restart of the relay, too.
        network.Drain("a", "d");
        network.RunFor(TimeSpan.FromSeconds(60));
        Assert.NotEmpty(network.AgreedBlocks("a", "d"));
    }

    [Fact]
    public void Ring_OfFourWithEqualRoutes_GivesBothEndsTheSameBlocks()
    {
        using var network = new MeshNetwork(Ring, "a b c d");
        network.RunFor(TimeSpan.FromSeconds(30));

        Assert.NotEmpty(network.AgreedBlocks("a", "d"));
        Assert.NotEmpty(network.AgreedBlocks("b", "c"));
    }

    private static MeshNetwork Slow() => new(Ring, "a d", options => (options.TickPeriod, options.MaxBlocksPerTick) = (Tick, 2));

    private static LeaseOutcome Lease(MeshNetwork network) =>
        network.Ask(() => network.PoolFrom("a", "d").LeaseAsync(new LeaseRequest(LeasePurpose.Key, 4096), default));

    private static IEnumerable<string> Receivers(MeshNetwork network, int since) =>
        network.Relays.Seen.Skip(since).Select(share => share.Receiver).Distinct().Order(StringComparer.Ordinal);
}
