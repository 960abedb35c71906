using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>
/// What the QKD network software that this system replaces gets wrong, item by item: the name says what it does, the test that it does not happen here.
/// </summary>
public sealed class ReplacedSoftwareTests
{
    private const string Ring = "a-b b-d a-c c-d";

    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public void TheTwoEndsOfASimulatedLinkNeverAgree()
    {
        using var network = Running();

        Assert.NotEmpty(network.AgreedBlocks("a", "b"));
        Assert.NotEmpty(network.AgreedBlocks("b", "d"));
    }

    [Fact]
    public void OnePadServesAllRelayedBlocks()
    {
        // The log of relays fails when a pad byte is taken a second time.
        using var network = Running();
        Assert.True(network.Relays.Seen.Count > 10);
        Assert.Equal(network.Relays.Seen.Count * RelaySeal.PadBytes(MeshNetwork.RelayBlockBytes), network.Relays.PadBytes);
    }

    [Fact]
    public void TheXorOfTwoCapturedPayloadsIsTheXorOfTwoBlocks()
    {
        List<ImmutableArray<byte>> captured = [];
        using var network = new MeshNetwork(Ring, "a d");
        network.Relays.Sending = frame => captured.Add(frame.Ciphertext);
        network.RunFor(LongEnough);
        var blocks = network.Relays.Seen.Select(share => Convert.FromHexString(share.Hex)).ToList();

        for (var other = 1; other < 10; other++)
        {
            Assert.NotEqual(Xor(blocks[0], blocks[other]), Xor([.. captured[0]], [.. captured[other]]));
        }
    }

    [Fact]
    public void AfterARestartPadsAreHandedOutAsKeys_AndEarlierKeysAgain()
    {
        using var network = Running();
        var keys = new MeshKeys(network);
        var before = network.Ask(() => keys.DrawAsync("a", "d", 50));
        network.Restart("a", "b", "c", "d");
        network.RunFor(LongEnough);
        var after = network.Ask(() => keys.DrawAsync("a", "d", 50));
        var onLinks = network.Ask(() => keys.DrawAsync("a", "b", 50));
        var all = before.Keys.Concat(after.Keys).Concat(onLinks.Keys).Select(key => key.Hex).ToList();

        Assert.Equal(150, all.Distinct().Count());
        Assert.All(all, key => Assert.False(network.Relays.WasPad(Convert.FromHexString(key))));
    }

    [Fact]
    public void ARequestForOneIdGivesTheKeyOfAnother_AndASkippedKeyShiftsAllLaterOnes()
    {
        using var network = Running();
        var keys = new MeshKeys(network);
        var drawn = network.Ask(() => keys.DrawAsync("a", "d", 9)).Keys;

        foreach (var index in new[] { 7, 2, 8, 0 })
        {
            Assert.Equal(drawn[index], Assert.Single(network.Ask(() => keys.FetchAsync("d", "a", drawn[index].Id)).Keys));
        }
    }

    [Fact]
    public void OnARingOfFourWithEqualRoutesTheEndsGetDifferentKeys()
    {
        using var network = Running();
        var keys = new MeshKeys(network);
        foreach (var (master, slave) in new[] { ("a", "d"), ("d", "a"), ("b", "c"), ("c", "b") })
        {
            var drawn = network.Ask(() => keys.DrawAsync(master, slave, 40)).Keys;
            var fetched = network.Ask(() => keys.FetchAsync(slave, master, [.. drawn.Select(key => key.Id)])).Keys;

            Assert.Equal(40, drawn.Count);
            Assert.Equal(drawn, fetched);
        }
    }

    [Fact]
    public void OfManyParallelRequestsMostAnswerNothingWithSuccess()
    {
        using var network = Running();
        var keys = new MeshKeys(network);
        var answers = network.Ask(() => Task.WhenAll(Enumerable.Range(0, 24).Select(_ => keys.DrawAsync("a", "d", 1))));

        Assert.All(answers, answer => Assert.Equal((KeyOutcome.Delivered, 1), (answer.Outcome, answer.Keys.Count)));
        Assert.Equal(24, answers.SelectMany(answer => answer.Keys).Select(key => key.Hex).Distinct().Count());
    }

    [Fact]
    public void ExhaustionAndAnUnknownSiteTakeMost_OfAMinute_AndAnswerNothingWithSuccess()
    {
        using var network = Running();
        var keys = new MeshKeys(network);
        network.Simulation.Run(() => network.Link("a-b").CutAsync(default));
        network.Simulation.Run(() => network.Link("a-c").CutAsync(default));
        var start = network.Simulation.Elapsed;
        var answer = new DrawnKeys(KeyOutcome.Delivered, []);
        for (var draw = 0; draw < 1000 && answer.Outcome == KeyOutcome.Delivered; draw++)
        {
            start = network.Simulation.Elapsed;
            answer = network.Ask(() => keys.DrawAsync("a", "d", 100));
        }

        Assert.Equal((KeyOutcome.Exhausted, 0), (answer.Outcome, answer.Keys.Count));
        Assert.True(network.Simulation.Elapsed - start < TimeSpan.FromSeconds(2));
        start = network.Simulation.Elapsed;
        Assert.Equal(KeyOutcome.UnknownSae, network.Ask(() => keys.DrawAsync("a", "nowhere", 1)).Outcome);
        Assert.Equal(start, network.Simulation.Elapsed);
    }

    [Fact]
    public void EveryFetchTakesTwoSeconds_AndKeepsAThread()
    {
        using var network = Running();
        var keys = new MeshKeys(network);
        var drawn = network.Ask(() => keys.DrawAsync("a", "d", 100)).Keys;
        network.Ask(() => keys.FetchAsync("d", "a", drawn[0].Id));
        var start = network.Simulation.Elapsed;

        // All on one thread: another one that takes part fails the simulation.
        foreach (var key in drawn.Skip(1))
        {
            Assert.Equal(KeyOutcome.Delivered, network.Ask(() => keys.FetchAsync("d", "a", key.Id)).Outcome);
        }

        Assert.True(network.Simulation.Elapsed - start < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void AThirdNodeGetsAFreshBlockFromTheRelayPortWithoutCredentials()
    {
        List<RelayFrame> captured = [];
        using var network = new MeshNetwork(Ring, "a d");
        network.Relays.Sending = captured.Add;
        network.RunFor(LongEnough);
        var blocks = network.AgreedBlocks("a", "d").Count;
        var relay = network.Client.GetGrain<ITrustedRelayGrain>(MeshNetwork.AddressOf("d").ToGrainKey());
        var genuine = captured.Last(frame => frame.Header.Receiver.Value == "d");
        var guessed = genuine with { Pad = new PadReference([.. genuine.Pad.Ranges.Select(range => range with { Block = range.Block + 1 })]) };

        Assert.Equal(RelayOutcome.Replayed, network.Ask(() => relay.ForwardAsync(genuine, default)));
        Assert.NotEqual(RelayOutcome.Delivered, network.Ask(() => relay.ForwardAsync(guessed, default)));
        Assert.Equal(blocks, network.AgreedBlocks("a", "d").Count);

        // Whoever asks, an outcome is all that a relay ever answers.
        Assert.Equal([typeof(Task<RelayOutcome>)], typeof(ITrustedRelayGrain).GetMethods().Select(method => method.ReturnType));
    }

    [Fact]
    public void NamesOfUnequalLengthBreakTheFraming()
    {
        using var network = new MeshNetwork("a-a_relay_of_a_very_long_name a_relay_of_a_very_long_name-bc", "a bc");
        network.RunFor(LongEnough);

        Assert.NotEmpty(network.AgreedBlocks("a", "bc"));
    }

    [Fact]
    public void NamesThatConcatenateToTheSameAreOnePool()
    {
        var one = PoolId.Outbound(KmeAddress.Parse("s/A"), KmeId.Parse("BC"));
        var other = PoolId.Outbound(KmeAddress.Parse("s/AB"), KmeId.Parse("C"));

        Assert.NotEqual(one.ToGrainKey(), other.ToGrainKey());
        Assert.NotEqual(Bytes("A", "BC"), Bytes("AB", "C"));
        using var network = new MeshNetwork("A-BC AB-C A-AB", "A BC AB C");
        network.RunFor(LongEnough);
        var blocks = network.AgreedBlocks("A", "BC").Values.Concat(network.AgreedBlocks("AB", "C").Values).ToList();
        Assert.Equal((true, blocks.Count), (blocks.Count > 0, blocks.Distinct().Count()));
    }

    private static MeshNetwork Running()
    {
        var network = new MeshNetwork(Ring, "a b c d");
        network.RunFor(LongEnough);
        return network;
    }

    private static string Bytes(params string[] route) => Convert.ToHexString(RelayFrameBytes.Of(new RelayFrame(
        new RelayHeader(new RelayRoute([.. route.Select(KmeId.Parse)]), 1, PoolDirection.Outbound, 1, 1), new PadReference([]), [], [])));

    private static string Xor(byte[] one, byte[] other) => Convert.ToHexString(one.Zip(other, (left, right) => (byte)(left ^ right)).ToArray());
}
