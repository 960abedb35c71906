using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>
/// KMEs, the links that are up and hosts as policies see them. KMEs and hosts are nodes, in the order of their ids. A host hangs on its KME by a link without a limit: several may
/// stand at one KME, and one at the client's own needs no key.
/// </summary>
internal sealed class PlacementNetwork
{
    private readonly ImmutableArray<KmeId> kmes;
    private readonly ImmutableArray<LinkBudget> links;
    private readonly ImmutableArray<HostDescription> hosts;
    private readonly Dictionary<KmeId, int> nodes = [];
    private readonly Dictionary<LinkId, int> places = [];

    /// <summary>A network; the hosts are edge nodes in their order.</summary>
    public PlacementNetwork(IEnumerable<KmeId> kmes, ImmutableArray<LinkBudget> links, ImmutableArray<HostDescription> hosts)
    {
        this.kmes = [.. kmes.Concat(hosts.Select(host => host.Kme)).Concat(links.SelectMany(link => new[] { link.Link.Smaller, link.Link.Larger }))
            .Distinct().OrderBy(kme => kme.Value, StringComparer.Ordinal)];
        (this.links, this.hosts) = (links, hosts);
        for (var node = 0; node < this.kmes.Length; node++)
        {
            nodes.Add(this.kmes[node], node);
        }

        for (var place = 0; place < links.Length; place++)
        {
            places.Add(links[place].Link, place);
        }

        Keys = KeyNetwork.BothWays(
            this.kmes.Length + hosts.Length,
            links.Select(link => new KeyLink(nodes[link.Link.Smaller], nodes[link.Link.Larger], link.BitsPerSecond))
                .Concat(hosts.Select((host, edge) => new KeyLink(nodes[host.Kme], NodeOf(edge), double.PositiveInfinity))),
            hosts.Select((host, edge) => new EdgeNode(NodeOf(edge), host.Contexts)));
    }

    /// <summary>The network with its capacities; rates are in bit/s, processing in contexts.</summary>
    public KeyNetwork Keys { get; }

    /// <summary>Whether the same KMEs, links and hosts stand in the same places, so that paths of one are paths of the other.</summary>
    public bool HasShapeOf(PlacementNetwork other) =>
        kmes.AsSpan().SequenceEqual(other.kmes.AsSpan()) && links.Select(link => link.Link).SequenceEqual(other.links.Select(link => link.Link))
        && hosts.Select(host => (host.Id, host.Kme)).SequenceEqual(other.hosts.Select(host => (host.Id, host.Kme)));

    /// <summary>The node of a KME; null when it is not in the network.</summary>
    public int? NodeOf(KmeId kme) => nodes.TryGetValue(kme, out var node) ? node : null;

    /// <summary>The KMEs on a path, from the client's to the host's; one where both are the same.</summary>
    public ImmutableArray<KmeId> HopsOf(KeyPath path) => [.. path.Links.Select(link => kmes[Keys.Links[link].From])];

    /// <summary>What is left.</summary>
    /// <param name="rooms">What is left of each host, in contexts.</param>
    /// <param name="holds">What contexts hold.</param>
    public PlacementBoard Board(IEnumerable<double> rooms, IEnumerable<PathHold> holds) =>
        new(Keys, links.Select(link => link.LeftBitsPerSecond).Concat(hosts.Select(_ => double.PositiveInfinity)), rooms, AppsOf(holds));

    private int NodeOf(int edge) => kmes.Length + edge;

    // Which of the hosts at a KME they run on does not matter to a path, so each of those hosts has it.
    private IEnumerable<PlacedApp> AppsOf(IEnumerable<PathHold> holds)
    {
        var id = 0L;
        foreach (var hold in holds.Where(hold => hold.Hops.Length > 1 && hold.Hops.Distinct().Count() == hold.Hops.Length))
        {
            for (var edge = 0; edge < hosts.Length; edge++)
            {
                if (hosts[edge].Kme == hold.Hops[^1] && PathOf(hold.Hops, edge) is { } path)
                {
                    yield return new PlacedApp(id++, new AppDemand(nodes[hold.Hops[0]], hold.RateBitsPerSecond, 0), edge, path);
                }
            }
        }
    }

    private KeyPath? PathOf(ImmutableArray<KmeId> hops, int edge)
    {
        var path = ImmutableArray.CreateBuilder<int>(hops.Length);
        for (var hop = 1; hop < hops.Length; hop++)
        {
            var link = LinkId.Between(hops[hop - 1], hops[hop]);
            if (!places.TryGetValue(link, out var place))
            {
                return null;
            }

            path.Add((2 * place) + (link.Smaller == hops[hop - 1] ? 0 : 1));
        }

        path.Add(2 * (links.Length + edge));
        return new KeyPath(path.ToImmutable());
    }
}
