using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class DisjointRoutesTests
{
    [Theory]
    [InlineData(1, "a-b-d")]
    [InlineData(2, "a-b-d a-c-d")]
    [InlineData(3, "a-b-d a-c-d")]
    public void Find_OnARing_TakesBothWays(int most, string routes) => Assert.Equal(routes, Find("a-b b-d a-c c-d", "a", "d", most));

    /// <summary>The shortest route a-b-c-d uses both links that two routes need: they are found only by taking the step b-c back.</summary>
    [Fact]
    public void Find_WhereTheShortestRouteIsInTheWay_TakesItBack() =>
        Assert.Equal("a-b-f-d a-e-c-d", Find("a-b b-c c-d a-e e-c b-f f-d", "a", "d", 2));

    /// <summary>Two routes without a common link, but every one of them passes b.</summary>
    [Fact]
    public void Find_WhereOneRelayIsOnEveryRoute_IsOne() => Assert.Equal("a-b-d", Find("a-b a-c c-b b-d b-e e-d", "a", "d", 2));

    [Fact]
    public void Find_OfTwo_TakesTheFewestHopsTogether() =>
        Assert.Equal("a-b-d a-c-d", Find("a-b b-d a-c c-d a-e e-f f-d", "a", "d", 2));

    [Fact]
    public void Find_CountsADirectLinkAsARouteWithoutRelays() => Assert.Equal("a-d a-b-d", Find("a-d a-b b-d", "a", "d", 2));

    [Fact]
    public void Find_AmongEquals_IsTheSameInEveryOrder()
    {
        string[] links = ["a-b", "b-e", "a-c", "c-e", "a-d", "d-e"];

        Assert.Equal("a-b-e a-c-e", Find(string.Join(' ', links), "a", "e", 2));
        Assert.Equal("a-b-e a-c-e", Find(string.Join(' ', links.Reverse()), "a", "e", 2));
        Assert.Equal("e-b-a e-c-a", Find(string.Join(' ', links), "e", "a", 2));
    }

    [Theory]
    [InlineData("a", "a")]
    [InlineData("a", "x")]
    [InlineData("a", "q")]
    public void Find_WhereThereIsNone_IsNothing(string from, string to) => Assert.Equal("", Find("a-b b-c x-y", from, to, 2));

    [Fact]
    public void Find_AvoidsWhatIsNotAdmitted() => Assert.Equal("a-c-d", TextOf(DisjointRoutes.Find(
        TestNetworks.Graph("a-b 1", "b-d 0", "a-c 1", "c-d 1"), TestNetworks.Kme("a"), TestNetworks.Kme("d"), 2, (link, _) => link.FreeRateBitsPerSecond > 0)));

    /// <summary>On many random networks: routes are routes, share no relay, and are as many as the smallest set of KMEs that parts the ends (Menger).</summary>
    [Fact]
    public void Find_OnRandomNetworks_FindsAsManyAsThereAre()
    {
        for (var seed = 1; seed <= 60; seed++)
        {
            var links = RandomLinks(seed, kmes: 8, share: 0.4);
            var routes = DisjointRoutes.Find(Graph(links), Name(0), Name(7), int.MaxValue, (_, _) => true);
            var relays = routes.SelectMany(route => route.Hops[1..^1]).ToList();

            Assert.All(routes, route => Assert.All(route.Hops.Zip(route.Hops.Skip(1)), hop => Assert.Contains(LinkId.Between(hop.First, hop.Second), links)));
            Assert.Equal(relays.Count, relays.Distinct().Count());
            Assert.Equal(SmallestCut(links), routes.Length);
        }
    }

    private static int SmallestCut(List<LinkId> links)
    {
        var direct = LinkId.Between(Name(0), Name(7));
        var others = links.Where(link => link != direct).ToList();
        var smallest = Enumerable.Range(0, 1 << 6)
            .Where(set => !Joins(others, Enumerable.Range(1, 6).Where(kme => (set >> (kme - 1) & 1) == 1).Select(Name).ToHashSet()))
            .Min(set => int.PopCount(set));
        return smallest + (links.Contains(direct) ? 1 : 0);
    }

    private static bool Joins(List<LinkId> links, HashSet<KmeId> removed)
    {
        HashSet<KmeId> reached = [Name(0)];
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var link in links.Where(link => !removed.Contains(link.Smaller) && !removed.Contains(link.Larger)))
            {
                if (reached.Contains(link.Smaller) || reached.Contains(link.Larger))
                {
                    reached.UnionWith([link.Smaller, link.Larger]);
                }
            }
        }

        return reached.Contains(Name(7));
    }

    private static List<LinkId> RandomLinks(int seed, int kmes, double share)
    {
        var chance = new Random(seed);
        return
        [
            .. from one in Enumerable.Range(0, kmes) from other in Enumerable.Range(one + 1, kmes - one - 1)
               where chance.NextDouble() < share
               select LinkId.Between(Name(one), Name(other)),
        ];
    }

    private static KmeId Name(int number) => TestNetworks.Kme($"k{number}");

    private static NetworkGraph Graph(IEnumerable<LinkId> links) => new(links.Select(link => TestNetworks.View($"{link.Smaller}-{link.Larger} 1")));

    private static string Find(string links, string from, string to, int most) => TextOf(DisjointRoutes.Find(
        TestNetworks.Graph(links.Split(' ').Select(link => $"{link} 1")), TestNetworks.Kme(from), TestNetworks.Kme(to), most, (_, _) => true));

    private static string TextOf(IEnumerable<QkdMec.Grains.TrustedRelays.RelayRoute> routes) => string.Join(' ', routes.Select(TestNetworks.Text));
}
