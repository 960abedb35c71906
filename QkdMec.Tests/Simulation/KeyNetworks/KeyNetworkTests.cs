using QkdMec.Embedded.Simulation;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>Does the key layer keep the rules under every fault, over any topology?</summary>
public sealed class KeyNetworkTests
{
    [Fact]
    public void KeyPath_KeepsTheRules_AndMeetsEveryFaultAndEveryOutcome() =>
        WorldSweep.Run(KeyNetworkWorld.Hospital, firstSeed: 1, seeds: 50).DemandCoverage(KeyNetworkWorld.Hospital());

    [Fact]
    public void KeyListeners_KeepTheRules_AndMeetEveryFaultAndEveryOutcome() =>
        WorldSweep.Run(() => KeyNetworkWorld.Listeners(), firstSeed: 1, seeds: 40).DemandCoverage(KeyNetworkWorld.Listeners());

    [Fact]
    public void KeyNetwork_KeepsTheRules_AndMeetsEveryFaultAndEveryOutcome() =>
        WorldSweep.Run(() => KeyNetworkWorld.Drawn(), firstSeed: 1, seeds: 60).DemandCoverage(KeyNetworkWorld.Drawn());

    [Fact]
    public void KeyNetwork_OfTheSameSeed_IsTheSame() =>
        Assert.Equal(WorldRun.Run(KeyNetworkWorld.Drawn(), 3).TraceHash, WorldRun.Run(KeyNetworkWorld.Drawn(), 3).TraceHash);

    [Fact]
    public void Draw_OverManySeeds_MakesEveryKind_Of2To50KmesThatAreAllJoined()
    {
        var drawn = Enumerable.Range(1, 500).Select(seed => NetworkDraw.Draw(new SeededRandom((ulong)seed), 50)).ToList();

        Assert.Equal(NetworkDraw.Kinds.Order(), drawn.Select(network => network.Kind).Distinct().Order());
        Assert.Equal((2, true), (drawn.Min(network => network.Size), drawn.Max(network => network.Size) is > 40 and <= 50));
        Assert.All(drawn, network =>
        {
            Assert.Equal(network.Size, Reached(network));
            Assert.True(network.Pairs.Length > 0 && network.Neighbours.Length > 0);
        });
    }

    private static int Reached(DrawnNetwork network)
    {
        var reached = network.Topology.Kmes.Take(1).Select(kme => kme.Kme).ToHashSet();
        while (network.Topology.Links.FirstOrDefault(link => reached.Contains(link.Smaller) != reached.Contains(link.Larger)) is { Smaller.Value: not null } link)
        {
            reached.UnionWith([link.Smaller, link.Larger]);
        }

        return reached.Count;
    }
}
