using QkdMec.Client.Placements;
using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>How far from the optimum are the policies, where it can be found?</summary>
public sealed class OptimumTests
{
    private const int Instances = 100;
    private const int Apps = 9;

    private static readonly StaticModel Small = new() { Nodes = 5, Edges = 2, Beta = 1, MaxRate = 9, Processing = new ValueRange(.4, .4) };

    [Fact]
    public void Optimum_OfNetworksThatCanBeCountedByHand()
    {
        Assert.Equal(3, Optimum.Of(VectorNetworks.I(), [.. Enumerable.Repeat(new AppDemand(0, 4, 1), 4), new AppDemand(0, 2, 1)]));
        Assert.Equal(4, Optimum.Of(VectorNetworks.F(), [.. Enumerable.Repeat(new AppDemand(0, 1, 1), 4)]));
        Assert.Equal(2, Optimum.Of(VectorNetworks.S(), [new AppDemand(0, 1.5, 9), new AppDemand(0, 1.5, 2), new AppDemand(0, 3, 1)]));
    }

    [Fact]
    public void Policies_NeverAdmitMoreThanTheOptimum_AndThoseThatLookAtBothComeClose()
    {
        var gaps = AdmissionPolicies.Names.ToDictionary(name => name, _ => new List<double>());
        for (var seed = 1UL; seed <= Instances; seed++)
        {
            var chance = new SeededChance(seed, 0);
            var network = WaxmanNetwork.Draw(Small, chance);
            var demands = Enumerable.Range(0, Apps).Select(_ => new AppDemand(chance.Below(Small.Nodes), AppWorkload.DrawRate(chance), AppWorkload.DrawLoad(chance))).ToList();
            var optimum = Math.Max(1, Optimum.Of(network, demands));
            foreach (var (name, gap) in gaps)
            {
                var admitted = Admitted(name, network, demands, seed);
                Assert.True(admitted <= optimum, $"{name} admits {admitted} of seed {seed}, the optimum is {optimum}");
                gap.Add(1 - ((double)admitted / optimum));
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', gaps.Select(gap => $"{gap.Key} {Estimate.Of(gap.Value)}")));
        foreach (var name in new[] { "random", "spf", "bestfit", "015", "015-reuse", "spf-room", "joint-open", "joint" })
        {
            Assert.True(Estimate.Of(gaps[name]).High < .15, $"{name} {Estimate.Of(gaps[name])}");
        }
    }

    private static int Admitted(string policy, KeyNetwork network, List<AppDemand> demands, ulong seed)
    {
        var (board, admission) = (new PlacementBoard(network), AdmissionPolicies.Create(policy, network, new SeededChance(seed, 1)));
        foreach (var demand in demands)
        {
            if (admission.Decide(board, demand) is { Path: not null } decided)
            {
                board.Place(demand, decided);
            }
        }

        return board.AppCount;
    }
}
