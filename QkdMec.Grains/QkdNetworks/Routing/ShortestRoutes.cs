using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>Of all routes with the fewest hops, the widest: breadth first, with the width of the narrowest link so far.</summary>
internal static class ShortestRoutes
{
    /// <summary>A route; null when there is none. Ties go to the smaller id, so that the answer never depends on chance.</summary>
    public static RelayRoute? Widest(NetworkGraph graph, RouteRequest request, Func<LinkView, double> widthOf)
    {
        var reached = new Dictionary<KmeId, Step> { [request.From] = new(request.From, double.PositiveInfinity) };
        List<KmeId> layer = [request.From];
        while (layer.Count > 0 && !reached.ContainsKey(request.To))
        {
            layer = NextLayer(graph, request, widthOf, layer, reached);
        }

        return reached.ContainsKey(request.To) && request.From != request.To ? Trace(reached, request) : null;
    }

    private static List<KmeId> NextLayer(
        NetworkGraph graph, RouteRequest request, Func<LinkView, double> widthOf, List<KmeId> layer, Dictionary<KmeId, Step> reached)
    {
        var next = new SortedDictionary<string, Step>(StringComparer.Ordinal);
        foreach (var from in layer)
        {
            foreach (var to in graph.NeighboursOf(from).Where(to => !reached.ContainsKey(to)))
            {
                var link = graph.Between(from, to);
                var width = Math.Min(reached[from].Width, widthOf(link));
                if (request.Admits(link, from) && (!next.TryGetValue(to.Value, out var known) || width > known.Width))
                {
                    next[to.Value] = new Step(from, width);
                }
            }
        }

        foreach (var (to, step) in next)
        {
            reached[new KmeId(to)] = step;
        }

        return [.. next.Keys.Select(to => new KmeId(to))];
    }

    private static RelayRoute Trace(Dictionary<KmeId, Step> reached, RouteRequest request)
    {
        List<KmeId> hops = [request.To];
        while (hops[^1] != request.From)
        {
            hops.Add(reached[hops[^1]].From);
        }

        hops.Reverse();
        return new RelayRoute([.. hops]);
    }

    private readonly record struct Step(KmeId From, double Width);
}
