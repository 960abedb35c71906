using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>
/// Routes that have no relay in common, as many as asked for and with the fewest hops together: a flow of least cost in which every KME but the ends
/// lets one unit through (node splitting).
/// </summary>
public static class DisjointRoutes
{
    /// <summary>How many routes without a common relay there are between two KMEs when every link is up.</summary>
    public static int Count(NetworkTopology topology, KmeId from, KmeId to) => Find(
        new NetworkGraph(topology.Links.Select(link => new LinkView(link, true, 0, default, default))), from, to, int.MaxValue, static (_, _) => true).Length;

    /// <summary>The routes, at most so many; fewer when there are no more. In order of hops, then of ids: the answer never depends on chance.</summary>
    internal static ImmutableArray<RelayRoute> Find(NetworkGraph graph, KmeId from, KmeId to, int most, Func<LinkView, KmeId, bool> admits)
    {
        var network = new Network(graph, admits);
        if (from == to || !network.Has(from) || !network.Has(to))
        {
            return [];
        }

        for (var found = 0; found < most && network.Augment(from, to); found++)
        {
        }

        return [.. network.RoutesFrom(from, to).OrderBy(route => route.Hops.Length).ThenBy(route => string.Join('~', route.Hops), StringComparer.Ordinal)];
    }

    /// <summary>Each KME is two nodes, where routes arrive and where they leave; the edge between them is what only one route can take.</summary>
    private sealed class Network
    {
        private readonly List<KmeId> kmes;
        private readonly Dictionary<KmeId, int> places;
        private readonly UnitFlow flow;
        private readonly List<(int From, int To, int Edge)> links = [];

        public Network(NetworkGraph graph, Func<LinkView, KmeId, bool> admits)
        {
            kmes = [.. graph.Kmes];
            places = kmes.Select((kme, place) => (kme, place)).ToDictionary(entry => entry.kme, entry => entry.place);
            flow = new UnitFlow(2 * kmes.Count);
            for (var place = 0; place < kmes.Count; place++)
            {
                flow.Add(Arriving(place), Leaving(place), 0);
            }

            for (var place = 0; place < kmes.Count; place++)
            {
                foreach (var to in graph.NeighboursOf(kmes[place]).Where(to => admits(graph.Between(kmes[place], to), kmes[place])))
                {
                    links.Add((place, places[to], flow.Add(Leaving(place), Arriving(places[to]), 1)));
                }
            }
        }

        public bool Has(KmeId kme) => places.ContainsKey(kme);

        public bool Augment(KmeId from, KmeId to) => flow.Augment(Leaving(places[from]), Arriving(places[to]));

        public IEnumerable<RelayRoute> RoutesFrom(KmeId from, KmeId to)
        {
            var used = links.Where(link => flow.IsUsed(link.Edge)).ToLookup(link => link.From, link => link.To);
            foreach (var first in used[places[from]])
            {
                List<KmeId> hops = [from];
                for (var place = first; ; place = used[place].Single())
                {
                    hops.Add(kmes[place]);
                    if (kmes[place] == to)
                    {
                        break;
                    }
                }

                yield return new RelayRoute([.. hops]);
            }
        }

        private static int Arriving(int place) => 2 * place;

        private static int Leaving(int place) => (2 * place) + 1;
    }
}
