using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>The network as routing sees it at one moment.</summary>
internal sealed class NetworkGraph
{
    private readonly Dictionary<LinkId, LinkView> links;
    private readonly ILookup<KmeId, KmeId> neighbours;

    public NetworkGraph(IEnumerable<LinkView> links)
    {
        this.links = links.ToDictionary(view => view.Link);
        neighbours = this.links.Values
            .SelectMany(view => new[] { (From: view.Link.Smaller, To: view.Link.Larger), (From: view.Link.Larger, To: view.Link.Smaller) })
            .OrderBy(edge => edge.To.Value, StringComparer.Ordinal)
            .ToLookup(edge => edge.From, edge => edge.To);
    }

    /// <summary>The KMEs that have links, in ordinal order.</summary>
    public IEnumerable<KmeId> Kmes => neighbours.Select(group => group.Key).OrderBy(kme => kme.Value, StringComparer.Ordinal);

    /// <summary>The neighbours of a KME, in ordinal order.</summary>
    public IEnumerable<KmeId> NeighboursOf(KmeId kme) => neighbours[kme];

    /// <summary>The link between two neighbours.</summary>
    public LinkView Between(KmeId one, KmeId other) => links[LinkId.Between(one, other)];

    /// <summary>The links of a route, in order; empty when there is none or one of them is not in the network.</summary>
    public ImmutableArray<LinkView> Along(ImmutableArray<KmeId> hops)
    {
        var along = ImmutableArray.CreateBuilder<LinkView>(hops.Length);
        for (var hop = 1; hop < hops.Length; hop++)
        {
            if (!links.TryGetValue(LinkId.Between(hops[hop - 1], hops[hop]), out var view))
            {
                return [];
            }

            along.Add(view);
        }

        return along.ToImmutable();
    }

    /// <summary>Whether every link of a route exists and may be used from its sending end.</summary>
    public bool Admits(RelayRoute route, Func<LinkView, KmeId, bool> admits)
    {
        var along = Along(route.Hops);
        return !along.IsEmpty && along.Zip(route.Hops).All(hop => admits(hop.First, hop.Second));
    }
}
