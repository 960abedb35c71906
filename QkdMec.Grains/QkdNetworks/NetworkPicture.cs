using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Watching;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What was last seen of links and pools. A link or pool that did not answer counts as down or empty.</summary>
/// <param name="topology">The network.</param>
/// <param name="reserves">Watches the links' reserves.</param>
/// <param name="reserveOf">The reserve of a link, in bytes.</param>
/// <param name="troubles">Hops that failed a moment ago.</param>
internal sealed class NetworkPicture(NetworkTopology topology, ReserveWatch reserves, Func<LinkId, long> reserveOf, HopTroubles troubles)
{
    private const double BitsPerByte = 8;

    private readonly Dictionary<LinkId, LinkStatus> links = [];
    private readonly Dictionary<LinkId, PairPools> pools = [];
    private readonly Dictionary<LinkId, (LinkStock Smaller, LinkStock Larger)> stocks = [];

    /// <summary>The topology it is a picture of.</summary>
    public NetworkTopology Topology => Pairs.Topology;

    /// <summary>The pairs of that topology.</summary>
    public RelayPairs Pairs { get; private set; } = new(topology);

    /// <summary>The links that answered, in order.</summary>
    public ImmutableArray<LinkStatus> Links => [.. Topology.Links.Where(links.ContainsKey).Select(link => links[link])];

    /// <summary>Another topology is the network's now: what was seen of what is gone is forgotten.</summary>
    public void Follow(NetworkTopology current)
    {
        if (ReferenceEquals(current, Topology))
        {
            return;
        }

        var before = Pairs;
        Pairs = new RelayPairs(current);
        foreach (var pair in before.Watched.Except(Pairs.Watched))
        {
            pools.Remove(pair);
        }

        foreach (var link in before.Topology.Links.Where(link => !current.HasLink(link)))
        {
            links.Remove(link);
            stocks.Remove(link);
        }
    }

    /// <summary>What was last seen of a link; null when it did not answer.</summary>
    public LinkStatus? LinkOf(LinkId link) => links.GetValueOrDefault(link);

    /// <summary>A link answered, or (null) did not.</summary>
    public void See(LinkId link, LinkStatus? status)
    {
        if (status is null)
        {
            links.Remove(link);
        }
        else
        {
            links[link] = status;
        }
    }

    /// <summary>The pools of a pair were read at its smaller end.</summary>
    public void See(LinkId pair, PairPools seen)
    {
        pools[pair] = seen;
        if (Topology.HasLink(pair))
        {
            var reserve = reserveOf(pair);
            stocks[pair] = (reserves.Look(pair, pair.Smaller, seen.Outbound, reserve), reserves.Look(pair, pair.Larger, seen.Inbound, reserve));
        }
    }

    /// <summary>The pools of a pair, as last seen.</summary>
    public PairPools PoolsOf(LinkId pair) => pools.GetValueOrDefault(pair);

    /// <summary>Whether the pools of a pair were ever seen.</summary>
    public bool HasSeen(LinkId pair) => pools.ContainsKey(pair);

    /// <summary>Whether a link makes key or is about to.</summary>
    public bool IsUp(LinkId link) => links.TryGetValue(link, out var status) && status.Condition is LinkCondition.Up or LinkCondition.Starting;

    /// <summary>The links that are up, with what they can give and what of it no one holds.</summary>
    /// <param name="ledger">What is held.</param>
    /// <param name="stockHorizon">For how long stored key must last that counts as rate; zero: none does.</param>
    public PlacementPicture LeftBeside(RateLedger ledger, TimeSpan stockHorizon)
    {
        var held = ledger.HeldByLink();
        return new PlacementPicture(
            [.. from link in Topology.Links
                where IsUp(link)
                let budget = BudgetOf(link, stockHorizon)
                select new LinkBudget(link, budget, Math.Max(0, budget - held.GetValueOrDefault(link)))],
            [.. ledger.Pairs.Select(pair => new PathHold(pair.Hops, pair.RateBitsPerSecond, pair.Contexts) { IsShared = pair.Path.IsDefaultOrEmpty })]);
    }

    /// <summary>The network, with what a ledger holds taken off the rates.</summary>
    public NetworkGraph GraphWith(RateLedger ledger, TimeSpan stockHorizon = default)
    {
        var held = ledger.HeldByLink();
        return new NetworkGraph(Topology.Links.Select(link =>
        {
            var rate = BudgetOf(link, stockHorizon);
            var (smaller, larger) = stocks.GetValueOrDefault(link);
            return new LinkView(
                link,
                IsUp(link),
                Math.Max(0, rate - held.GetValueOrDefault(link)),
                AfterTrouble(link, link.Smaller, smaller),
                AfterTrouble(link, link.Larger, larger));
        }));
    }

    // Either end may send, so what counts is what the poorer one has.
    private double BudgetOf(LinkId link, TimeSpan stockHorizon)
    {
        var rate = links.TryGetValue(link, out var status) ? status.Quality.RateBitsPerSecond : 0;
        var (smaller, larger) = stocks.GetValueOrDefault(link);
        return stockHorizon == TimeSpan.Zero
            ? rate
            : KeyLink.Budget(rate, BitsPerByte * Math.Min(smaller.StoredBytes, larger.StoredBytes), BitsPerByte * Math.Max(smaller.ReserveBytes, larger.ReserveBytes), stockHorizon.TotalSeconds);
    }

    private LinkStock AfterTrouble(LinkId link, KmeId sender, LinkStock stock) => troubles.IsResting(link, sender) ? stock with { StoredBytes = 0 } : stock;
}

/// <summary>Both directed pools of a pair, seen from the smaller id; null where the end did not answer.</summary>
internal readonly record struct PairPools(KeyPoolStatus? Outbound, KeyPoolStatus? Inbound)
{
    public long OutboundBytes => Outbound?.StoredBytes ?? 0;

    public long InboundBytes => Inbound?.StoredBytes ?? 0;
}
