using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What was last seen of links and pools. A link or pool that did not answer counts as down or empty.</summary>
/// <param name="topology">The network.</param>
/// <param name="reserves">Watches the links' reserves.</param>
/// <param name="reserveOf">The reserve of a link, in bytes.</param>
internal sealed class NetworkPicture(NetworkTopology topology, ReserveWatch reserves, Func<LinkId, long> reserveOf)
{
    private NetworkTopology topology = topology;
    private readonly Dictionary<LinkId, LinkStatus> links = [];
    private readonly Dictionary<LinkId, PairPools> pools = [];
    private readonly Dictionary<LinkId, (LinkStock Smaller, LinkStock Larger)> stocks = [];

    /// <summary>The pairs of KMEs whose pools are watched: neighbours, and those that both have SAEs.</summary>
    public static ImmutableArray<LinkId> PairsOf(NetworkTopology topology) =>
        [.. topology.Links.Concat(topology.SaePairs).Distinct().OrderBy(pair => pair.ToGrainKey(), StringComparer.Ordinal)];

    /// <summary>The links that answered, in order.</summary>
    public ImmutableArray<LinkStatus> Links => [.. topology.Links.Where(links.ContainsKey).Select(link => links[link])];

    /// <summary>The topology it is a picture of.</summary>
    public NetworkTopology Topology => topology;

    /// <summary>Another topology is the network's now: what was seen of what is gone is forgotten.</summary>
    public void Follow(NetworkTopology current)
    {
        if (ReferenceEquals(current, topology))
        {
            return;
        }

        foreach (var pair in PairsOf(topology).Except(PairsOf(current)))
        {
            pools.Remove(pair);
        }

        foreach (var link in topology.Links.Where(link => !current.HasLink(link)))
        {
            links.Remove(link);
            stocks.Remove(link);
        }

        topology = current;
    }

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
        if (topology.HasLink(pair))
        {
            var reserve = reserveOf(pair);
            stocks[pair] = (reserves.Look(pair, pair.Smaller, seen.Outbound, reserve), reserves.Look(pair, pair.Larger, seen.Inbound, reserve));
        }
    }

    /// <summary>The pools of a pair, as seen at its smaller end.</summary>
    public PairPools PoolsOf(LinkId pair) => pools.GetValueOrDefault(pair);

    /// <summary>Whether a link makes key or is about to.</summary>
    public bool IsUp(LinkId link) => links.TryGetValue(link, out var status) && status.Condition is LinkCondition.Up or LinkCondition.Starting;

    /// <summary>The network, with what a ledger holds taken off the rates.</summary>
    public NetworkGraph GraphWith(RateLedger ledger) => new(topology.Links.Select(link =>
    {
        var rate = links.TryGetValue(link, out var status) ? status.Quality.RateBitsPerSecond : 0;
        var (smaller, larger) = stocks.GetValueOrDefault(link);
        return new LinkView(link, IsUp(link), Math.Max(0, rate - ledger.HeldOn(link)), smaller, larger);
    }));
}

/// <summary>Both directed pools of a pair, seen from the smaller id; null where the end did not answer.</summary>
internal readonly record struct PairPools(KeyPoolStatus? Outbound, KeyPoolStatus? Inbound)
{
    public long OutboundBytes => Outbound?.StoredBytes ?? 0;

    public long InboundBytes => Inbound?.StoredBytes ?? 0;
}
