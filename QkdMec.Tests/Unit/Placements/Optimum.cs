using QkdMec.Protocols.Placements;

namespace QkdMec.Tests.Unit.Placements;

/// <summary>
/// The most applications that can be admitted when all of them are known beforehand: every subset, edge node and path without a loop is tried. For small networks only.
/// </summary>
internal sealed class Optimum
{
    private readonly KeyNetwork network;
    private readonly List<(int Edge, List<int> Links)>[] ways;
    private readonly IReadOnlyList<AppDemand> demands;
    private readonly double[] rates;
    private readonly double[] rooms;
    private int best;

    private Optimum(KeyNetwork network, IReadOnlyList<AppDemand> demands)
    {
        (this.network, this.demands) = (network, demands);
        (rates, rooms) = ([.. network.Links.Select(link => link.Rate)], [.. network.Edges.Select(edge => edge.Processing)]);
        ways = [.. demands.Select(demand => WaysOf(demand.User).OrderBy(way => way.Links.Count).ToList())];
    }

    /// <summary>How many that is.</summary>
    public static int Of(KeyNetwork network, IReadOnlyList<AppDemand> demands)
    {
        var search = new Optimum(network, demands);
        search.Go(0, 0);
        return search.best;
    }

    private void Go(int app, int admitted)
    {
        best = Math.Max(best, admitted);
        if (app == demands.Count || admitted + demands.Count - app <= best)
        {
            return;
        }

        foreach (var (edge, links) in ways[app])
        {
            if (rooms[edge] + PlacementBoard.Crumb >= demands[app].Load && links.TrueForAll(link => rates[link] + PlacementBoard.Crumb >= demands[app].Rate))
            {
                Take(edge, links, demands[app], 1);
                Go(app + 1, admitted + 1);
                Take(edge, links, demands[app], -1);
            }
        }

        Go(app + 1, admitted);
    }

    private void Take(int edge, List<int> links, AppDemand demand, int times)
    {
        rooms[edge] -= times * demand.Load;
        links.ForEach(link => rates[link] -= times * demand.Rate);
    }

    private IEnumerable<(int Edge, List<int> Links)> WaysOf(int user)
    {
        for (var edge = 0; edge < network.Edges.Length; edge++)
        {
            foreach (var path in PathsFrom(user, network.Edges[edge].Node, [user]).Where(path => path.Count > 0))
            {
                yield return (edge, path);
            }
        }
    }

    private IEnumerable<List<int>> PathsFrom(int node, int end, HashSet<int> seen)
    {
        if (node == end)
        {
            return [[]];
        }

        return from link in network.LinksFrom(node)
               let next = network.Links[link].To
               where !seen.Contains(next)
               from rest in PathsFrom(next, end, [.. seen, next])
               select (List<int>)[link, .. rest];
    }
}
