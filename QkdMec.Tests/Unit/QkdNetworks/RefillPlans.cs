using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Watching;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.QkdNetworks;

/// <summary>A star of links around <c>r</c>, with what its pools hold, and a planner to ask.</summary>
public abstract class RefillPlans
{
    private protected const long Capacity = 1_000_000;
    private protected const int Block = 10_000;

    private protected static readonly ImmutableArray<KmeId> Kmes = [.. new[] { "a", "ar", "b", "c", "r", "x", "y" }.Select(TestNetworks.Kme)];
    private protected static readonly ImmutableArray<LinkId> Links = [.. new[] { "a-r", "b-r", "c-r" }.Select(TestNetworks.Link)];
    private protected static readonly LinkId Pair = TestNetworks.Link("a-b");

    protected RefillPlans()
    {
        Planner = new RefillPlanner(Options, new PathChooser(Options, new WidestShortestPolicy()));
        Picture = NewPicture();
        foreach (var link in Links)
        {
            SeeLink(link);
            See(link, Capacity, Capacity);
        }
    }

    private protected QkdNetworkOptions Options { get; } = new()
    {
        RelayBlockBytes = Block, MaxBlocksPerTick = 4, LinkReserveBytes = 5000, BaseStockBytes = (int)Capacity, SpareStockBytes = 0,
    };

    private protected RefillPlanner Planner { get; }

    private protected NetworkTopology Network { get; set; } = Topology("a", "b");

    private protected NetworkPicture Picture { get; set; }

    private protected void UseAllKmes()
    {
        Network = Topology("a", "b", "c");
        Picture = NewPicture();
        Array.ForEach([.. Links], link => SeeLink(link));
        Array.ForEach([.. Links], link => See(link, Capacity, Capacity));
        Array.ForEach([.. Network.SaePairs], pair => See(pair, 0, 0));
    }

    private protected IReadOnlyList<RefillTask> Plan(params RefillTask[] inHand) => Planner.Plan(Picture, Picture.GraphWith(new RateLedger([])), inHand);

    private protected NetworkPicture NewPicture() => new(
        Network, new ReserveWatch(1.5, Block + 32), _ => Options.LinkReserveBytes, new HopTroubles(new ManualTimeProvider(), TimeSpan.FromSeconds(1)));

    private protected void See(LinkId pair, long outbound, long inbound, double outboundRate = 0) =>
        Picture.See(pair, new PairPools(Pool(outbound, outboundRate), Pool(inbound)));

    private protected void SeeLink(LinkId link, LinkCondition condition = LinkCondition.Up) => Picture.See(
        link, new LinkStatus(link, condition, "operator", new LinkQuality(1e6, 1e6, 2, 0.02, 0.08), 0, new LinkCounters(0, 0, 0)));

    private protected static KeyPoolStatus Pool(long stored, double rate = 0) => new(1, new PoolMark(0, 0), stored, Capacity, 0, true, rate);

    private protected static NetworkTopology Topology(params IEnumerable<string> withSaes) => new(
        Kmes.Select(kme => new KmeAddress(SiteId.Parse($"site-{kme}"), kme)),
        Links,
        withSaes.Select(kme => KeyValuePair.Create(SaeId.Parse($"sae-{kme}"), TestNetworks.Kme(kme))));
}
