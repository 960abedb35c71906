using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class RefillPlannerTests
{
    private const long Capacity = 1_000_000;
    private const int Block = 10_000;

    private static readonly ImmutableArray<KmeId> Kmes = [.. new[] { "a", "b", "c", "r" }.Select(TestNetworks.Kme)];
    private static readonly ImmutableArray<LinkId> Links = [.. new[] { "a-r", "b-r", "c-r" }.Select(TestNetworks.Link)];
    private static readonly LinkId Pair = TestNetworks.Link("a-b");

    private readonly QkdNetworkOptions options = new() { RelayBlockBytes = Block, MaxBlocksPerTick = 4, LinkReserveBytes = 5000 };
    private readonly RefillPlanner planner;
    private NetworkTopology topology = Topology("a", "b");
    private NetworkPicture picture;

    public RefillPlannerTests()
    {
        planner = new RefillPlanner(options, new WidestShortestPolicy());
        picture = new NetworkPicture(topology, new ReserveWatch(1.5, Block + 32), _ => options.LinkReserveBytes);
        foreach (var link in Links)
        {
            SeeLink(link);
            See(link, Capacity, Capacity);
        }
    }

    [Fact]
    public void Plan_WhenAPairIsLow_RelaysAsManyBlocksAsATickMay()
    {
        See(Pair, 0, Capacity);
        var task = Assert.Single(Plan());

        Assert.Equal((Pair, "a-r-b", 4), (task.Pair, TestNetworks.Text(task.Route), task.Blocks));
    }

    [Fact]
    public void Plan_BetweenTheWatermarks_GoesOnUntilBothPoolsAreFull()
    {
        See(Pair, 900_000, 900_000);
        Assert.Empty(Plan());
        See(Pair, 900_000, 790_000);
        Assert.Single(Plan());
        See(Pair, 900_000, 900_000);
        Assert.Single(Plan());
        See(Pair, Capacity, Capacity);
        Assert.Empty(Plan());
        See(Pair, 900_000, 900_000);
        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_TakesNoMoreThanThePadsAboveTheReserve()
    {
        See(Pair, 0, 0);
        See(Links[1], Capacity, 5000 + (2 * (Block + 32)) + 100);

        Assert.Equal(2, Assert.Single(Plan()).Blocks);
    }

    [Fact]
    public void Plan_WhenAHopIsBelowTheReserve_MakesNothing()
    {
        See(Pair, 0, 0);
        See(Links[1], Capacity, 5000 + Block + 31);

        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_WhenALinkIsCut_MakesNothing()
    {
        See(Pair, 0, 0);
        SeeLink(Links[0], LinkCondition.Cut);

        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_WhenAPairDidNotAnswer_LeavesItAlone()
    {
        picture.See(Pair, new PairPools(null, null));

        Assert.Empty(Plan());
    }

    [Fact]
    public void Plan_ForPairsThatShareAHop_SharesItsPadsAndTakesTurns()
    {
        topology = Topology("a", "b", "c");
        picture = new NetworkPicture(topology, new ReserveWatch(1.5, Block + 32), _ => options.LinkReserveBytes);
        Array.ForEach([.. Links], link => SeeLink(link));
        See(Links[0], 5000 + (6 * (Block + 32)), 0);
        See(Links[1], Capacity, Capacity);
        See(Links[2], Capacity, Capacity);
        See(Pair, 0, 0);
        See(TestNetworks.Link("a-c"), 0, 0);
        See(TestNetworks.Link("b-c"), Capacity, Capacity);

        Assert.Equal([("a~b", 4), ("a~c", 2)], Plan().Select(task => (task.Pair.ToString(), task.Blocks)));
        Assert.Equal([("a~c", 4), ("a~b", 2)], Plan().Select(task => (task.Pair.ToString(), task.Blocks)));
    }

    private List<RefillTask> Plan() => planner.Plan(topology, picture, picture.GraphWith(new RateLedger([])));

    private void See(LinkId pair, long outbound, long inbound) => picture.See(pair, new PairPools(Pool(outbound), Pool(inbound)));

    private void SeeLink(LinkId link, LinkCondition condition = LinkCondition.Up) => picture.See(
        link, new LinkStatus(link, condition, "operator", new LinkQuality(1e6, 1e6, 2, 0.02, 0.08), 0, new LinkCounters(0, 0, 0)));

    private static KeyPoolStatus Pool(long stored) => new(1, new PoolMark(0, 0), stored, Capacity, 0, true);

    private static NetworkTopology Topology(params IEnumerable<string> withSaes) => new(
        Kmes.Select(kme => new KmeAddress(SiteId.Parse($"site-{kme}"), kme)),
        Links,
        withSaes.Select(kme => KeyValuePair.Create(SaeId.Parse($"sae-{kme}"), TestNetworks.Kme(kme))));
}
