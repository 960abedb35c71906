using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Do pools fill by links and by the relay, with the same blocks at both ends, whatever happens to a link or a silo?</summary>
public sealed class FillingTests : IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    private readonly SimulatedNetwork network = new();

    public void Dispose() => network.Dispose();

    [Fact]
    public void Run_FillsLinkPoolsAndRelayedPools_WithEqualBlocksAtBothEnds()
    {
        network.RunFor(LongEnough);

        Assert.All(HospitalSites.Pairs, pair =>
        {
            var blocks = network.AgreedBlocks(pair.One, pair.Other);
            Assert.InRange(blocks.Sum(block => block.Length / 2), 2 * HospitalSites.PoolBytes * 0.8, 2.2 * HospitalSites.PoolBytes);
        });
    }

    [Fact]
    public void Run_SendsNoKeyByteBetweenSilos()
    {
        network.RunFor(LongEnough);

        Assert.True(network.Frames.Count > 100);
        Assert.All(HospitalSites.Pairs.SelectMany(pair => network.AgreedBlocks(pair.One, pair.Other)).Distinct(), block =>
            Assert.False(network.Frames.Contains(Convert.FromHexString(block).AsSpan(^64..^48))));
    }

    [Fact]
    public void Run_MakesNoBlockTwice()
    {
        network.RunFor(LongEnough);
        var blocks = HospitalSites.Pairs.SelectMany(pair => network.AgreedBlocks(pair.One, pair.Other)).ToList();

        Assert.Equal(blocks.Count, blocks.Distinct().Count());
    }

    [Fact]
    public void Cut_OfALink_StopsTheRouteAndAlarmsBothEnds_UntilItIsMended()
    {
        network.Simulation.Run(() => network.Link(HospitalSites.EdgeLink).CutAsync(Token));
        network.RunFor(LongEnough);

        Assert.Equal(LinkCondition.Cut, network.Ask(() => network.Link(HospitalSites.EdgeLink).GetStatusAsync(Token)).Condition);
        Assert.False(Availability().Reachable);
        Assert.Empty(network.AgreedBlocks(HospitalSites.Hospital, HospitalSites.Edge));
        Assert.Equal([KmeAlarmKind.LinkCut], Alarms(HospitalSites.Edge));
        Assert.Equal([KmeAlarmKind.LinkCut], Alarms(HospitalSites.Relay));
        Assert.Empty(Alarms(HospitalSites.Hospital));

        network.Simulation.Run(() => network.Link(HospitalSites.EdgeLink).RepairAsync(Token));
        network.RunFor(LongEnough);

        Assert.True(Availability() is { Reachable: true, StoredBits: > 8 * HospitalSites.PoolBytes / 2, RateBitsPerSecond: > 9e5 });
    }

    [Fact]
    public void Eavesdropper_OnALink_RaisesTheAlarmAndStopsIt()
    {
        network.RunFor(TimeSpan.FromSeconds(1));
        network.Simulation.Run(() => network.Link(HospitalSites.HospitalLink).SetEavesdropperAsync(0.5, Token));
        var status = network.Ask(() => network.Link(HospitalSites.HospitalLink).GetStatusAsync(Token));

        Assert.Equal((LinkCondition.Alarm, 0), (status.Condition, status.Quality.RateBitsPerSecond));
        Assert.True(status.Quality.Qber > status.Quality.QberThreshold);
        Assert.Equal([KmeAlarmKind.LinkErrorRate], Alarms(HospitalSites.Hospital));
        Assert.False(Availability().Reachable);
    }

    [Fact]
    public void Switches_OutliveACrashOfEverySilo()
    {
        network.Simulation.Run(() => network.Link(HospitalSites.EdgeLink).CutAsync(Token));
        network.RunFor(TimeSpan.FromSeconds(1));
        network.CrashAll();

        Assert.Equal(LinkCondition.Cut, network.Ask(() => network.Link(HospitalSites.EdgeLink).GetStatusAsync(Token)).Condition);
        Assert.Contains(KmeAlarmKind.LinkCut, Alarms(HospitalSites.Edge));
    }

    [Theory]
    [InlineData("hospital")]
    [InlineData("relay")]
    [InlineData("edge")]
    public void Crash_OfASilo_IsFollowedByNewBlocksThatAgreeAndRepeatNothing(string silo)
    {
        network.RunFor(TimeSpan.FromSeconds(1));
        var before = HospitalSites.Pairs.SelectMany(pair => network.AgreedBlocks(pair.One, pair.Other)).ToList();
        network.Simulation.CrashSilo(silo);
        network.Simulation.RunFor(LongEnough);
        network.RunFor(LongEnough);
        var after = HospitalSites.Pairs.SelectMany(pair => network.AgreedBlocks(pair.One, pair.Other)).ToList();

        Assert.True(after.Count > before.Count);
        Assert.Equal(after.Count, after.Distinct().Count());
        Assert.True(Availability() is { Reachable: true, StoredBits: > 8 * HospitalSites.PoolBytes / 2 });
    }

    [Fact]
    public void Relay_ThatLies_IsCaughtByTheEnds()
    {
        using var lying = new SimulatedNetwork(liar: HospitalSites.Relay);
        lying.RunFor(LongEnough);
        var alarm = Assert.Single(lying.Ask(() => lying.Kme(HospitalSites.Edge).GetStatusAsync(Token)).Alarms);

        Assert.Equal((KmeAlarmKind.BlockMismatch, "kme-hospital"), (alarm.Kind, alarm.Subject));
        Assert.Empty(lying.AgreedBlocks(HospitalSites.Hospital, HospitalSites.Edge));
        Assert.NotEmpty(lying.AgreedBlocks(HospitalSites.Hospital, HospitalSites.Relay));
    }

    [Fact]
    public void Status_OfAKme_NamesItsPeersAndWhatTheyShare()
    {
        network.RunFor(LongEnough);
        var status = network.Ask(() => network.Kme(HospitalSites.Edge).GetStatusAsync(Token));

        Assert.Equal(["sae-edge-1"], status.Saes.Select(sae => sae.Value));
        Assert.Equal([("kme-hospital", false), ("relay-1", true)], status.Peers.Select(peer => (peer.Peer.Value, peer.IsNeighbour)));
        Assert.All(status.Peers, peer => Assert.True(peer is { Outbound.StoredBytes: > 0, Inbound.StoredBytes: > 0 }));
        Assert.Empty(status.Alarms);
    }

    [Fact]
    public void Run_OfTheSameSeed_IsTheSame()
    {
        using var other = new SimulatedNetwork();
        network.RunFor(TimeSpan.FromSeconds(5));
        other.RunFor(TimeSpan.FromSeconds(5));

        Assert.Equal(network.Simulation.Trace.Hash, other.Simulation.Trace.Hash);
    }

    private static CancellationToken Token => CancellationToken.None;

    private Grains.QkdNetworks.KeyAvailability Availability() =>
        network.Ask(() => network.Network.GetAvailabilityAsync(HospitalSites.Hospital.Kme, HospitalSites.Edge.Kme, Token));

    private IEnumerable<KmeAlarmKind> Alarms(KmeAddress kme) =>
        network.Ask(() => network.Kme(kme).GetStatusAsync(Token)).Alarms.Select(alarm => alarm.Kind);

}
