using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.Orchestration.Placement;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Orchestration;

/// <summary>Does each policy choose what its name says?</summary>
public sealed class PlacementPolicyTests
{
    // Near and full to 80 %, near and half full, far and nearly empty, far and nearly full.
    private static readonly ImmutableArray<HostPicture> Hosts = [Host("a", 2, 80), Host("b", 2, 50), Host("c", 3, 10), Host("d", 3, 95)];

    [Fact]
    public void SpfRoom_TakesTheNearestWithMostRoom() => Assert.Equal(["b"], ChosenBy("spf-room"));

    [Fact]
    public void Spf_TakesAnyOfTheNearest() => Assert.Equal(["a", "b"], ChosenBy("spf"));

    [Fact]
    public void BestFit_TakesTheFullest() => Assert.Equal(["d"], ChosenBy("bestfit"));

    [Fact]
    public void Random_TakesAny() => Assert.Equal(["a", "b", "c", "d"], ChosenBy("random"));

    [Fact]
    public void Score_TakesAny_TheEmptyOneMostOften()
    {
        var chosen = Draw("score").GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal("c", chosen.MaxBy(entry => entry.Value).Key);
        Assert.InRange(chosen["c"], 500, 800);
    }

    [Fact]
    public void Policy_WithTheSameSeed_ChoosesTheSame() => Assert.Equal(Draw("random"), Draw("random"));

    private static IEnumerable<string> ChosenBy(string policy) => Draw(policy).Distinct().Order(StringComparer.Ordinal);

    private static List<string> Draw(string policy)
    {
        var entropy = new SeededEntropy(5);
        return [.. Enumerable.Range(0, 1000).Select(_ => PlacementPolicies.Require(policy).Choose(Hosts, entropy).Description.Id.Name)];
    }

    private static HostPicture Host(string name, int hops, int used)
    {
        var id = HostId.Parse("edge/" + name);
        return new HostPicture(
            new HostDescription { Id = id, Kme = KmeId.Parse("kme") }, new HostStatus(id, used, 100, 0, 100, [], 0), new KeyAvailability(0, 1000, true), hops);
    }
}
