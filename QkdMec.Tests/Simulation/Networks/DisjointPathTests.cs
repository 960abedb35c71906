using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Does a pair that must have several routes without a common relay get its key by all of them, or not at all?</summary>
public sealed class DisjointPathTests
{
    private const string Ring = "a-b b-d a-c c-d";

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(10);

    [Fact]
    public void Blocks_OfTwoRoutes_AgreeAtBothEnds_AndNoRelaySeesThem()
    {
        using var network = Network(Ring, 2);
        network.RunFor(LongEnough);
        var agreed = network.AgreedBlocks("a", "d");

        Assert.NotEmpty(agreed);
        foreach (var (place, block) in agreed)
        {
            var atRelays = network.Relays.Seen.Where(share => share.Place == place && share.Header.Maker.Value == "a" && share.Receiver != "d").ToList();

            Assert.Equal(["b", "c"], atRelays.Select(share => share.Receiver).Order(StringComparer.Ordinal));
            Assert.Equal(Body(block), Xor(Body(atRelays[0].Hex), Body(atRelays[1].Hex)));
            Assert.All(atRelays, share => Assert.NotEqual(Body(block), Body(share.Hex)));
        }
    }

    [Theory]
    [InlineData("b")]
    [InlineData("c")]
    public void Relay_ThatChangesItsShare_IsCaughtByTheEnds(string liar)
    {
        using var network = Network(Ring, 2, liar);
        network.RunFor(LongEnough);
        var alarms = network.Ask(() => network.Kme("a").GetStatusAsync(default)).Alarms;

        Assert.Contains(alarms, alarm => alarm is { Kind: KmeAlarmKind.BlockMismatch, Subject: "d" });
        Assert.Empty(network.AgreedBlocks("a", "d"));
    }

    [Fact]
    public void Pair_WithFewerRoutesThanItMustHave_IsRefusedWithTheReason_AndRecovers()
    {
        using var network = Network(Ring, 2);
        network.Simulation.Run(() => network.Link("c-d").CutAsync(default));
        network.RunFor(LongEnough);
        var pair = Assert.Single(network.Ask(() => network.Network.GetStatusAsync(default)).Pairs);

        Assert.Equal((RouteShortage.TooFewDisjointRoutes, 2, false), (pair.Shortage, pair.DisjointPaths, pair.Availability.Reachable));
        Assert.Empty(pair.Hops);
        Assert.Empty(network.AgreedBlocks("a", "d"));
        Assert.DoesNotContain(network.Relays.Seen, share => share.Receiver is "b" or "c");

        network.Simulation.Run(() => network.Link("c-d").RepairAsync(default));
        network.RunFor(LongEnough);
        Assert.NotEmpty(network.AgreedBlocks("a", "d"));
    }

    [Fact]
    public void Share_ThatIsMissing_GivesTheBlockUp()
    {
        using var network = Network(Ring, 2);
        network.RunFor(LongEnough);
        network.Relays.Sending = frame => ThrowWhenLost(frame.Header.Receiver.Value);
        network.Drain("a", "d");
        var sent = network.Relays.Seen.Count;
        network.RunFor(LongEnough);
        var alone = network.Relays.Seen.Skip(sent).Where(share => share.Receiver == "d").Select(share => share.Place).ToList();

        Assert.NotEmpty(alone);
        Assert.Empty(network.AgreedBlocks("a", "d").Keys.Intersect(alone));

        network.Relays.Sending = _ => { };
        network.RunFor(LongEnough);
        Assert.NotEmpty(network.AgreedBlocks("a", "d"));
    }

    [Fact]
    public void Blocks_OfThreeRoutes_TakeAllOfThem()
    {
        using var network = Network("a-b b-d a-c c-d a-e e-f f-d", 3);
        network.RunFor(LongEnough);
        var pair = Assert.Single(network.Ask(() => network.Network.GetStatusAsync(default)).Pairs);

        Assert.Equal(["a-b-d", "a-c-d", "a-e-f-d"], pair.Routes.Select(route => string.Join('-', route.Hops)));
        Assert.NotEmpty(network.AgreedBlocks("a", "d"));
    }

    private static MeshNetwork Network(string links, int paths, string? liar = null) => new(links, "a d", options => options.DisjointPaths = paths) { Liar = liar };

    private static void ThrowWhenLost(string receiver)
    {
        if (receiver == "c")
        {
            throw new OrleansException("the message was lost");
        }
    }

    // The head's comparison keys are zeroed before a block is stored.
    private static string Body(string hex) => hex[128..];

    private static string Xor(string one, string other) =>
        Convert.ToHexString(Convert.FromHexString(one).Zip(Convert.FromHexString(other), (left, right) => (byte)(left ^ right)).ToArray());
}
