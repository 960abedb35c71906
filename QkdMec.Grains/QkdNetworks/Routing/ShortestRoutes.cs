using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>Of all routes with the fewest hops, the widest: breadth first, with the width of the narrowest link so far.</summary>
/// <param name="admits">Whether a link may be used from one of its ends.</param>
/// <param name="widthOf">How wide a link is from one of its ends.</param>
internal sealed class ShortestRoutes(Func<LinkView, KmeId, bool> admits, Func<LinkView, KmeId, double> widthOf)
{
    /// <summary>A route; null when there is none. Ties go to the smaller id, so that the answer never depends on chance.</summary>
    public RelayRoute? Widest(NetworkGraph graph, KmeId from, KmeId to)
    {
        var reached = new Dictionary<KmeId, Step> { [from] = new(from, double.PositiveInfinity) };
        List<KmeId> layer = [from];
        while (layer.Count > 0 && !reached.ContainsKey(to))
        {
            layer = NextLayer(graph, layer, reached);
        }

        return reached.ContainsKey(to) && from != to ? Trace(reached, from, to) : null;
    }

    private List<KmeId> NextLayer(NetworkGraph graph, List<KmeId> layer, Dictionary<KmeId, Step> reached)
    {
        var next = new SortedDictionary<string, Step>(StringComparer.Ordinal);
        foreach (var from in layer)
        {
            foreach (var to in graph.NeighboursOf(from).Where(to => !reached.ContainsKey(to)))
            {
                var link = graph.Between(from, to);
                var width = Math.Min(reached[from].Width, widthOf(link, from));
                if (admits(link, from) && (!next.TryGetValue(to.Value, out var known) || width > known.Width))
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

    private static RelayRoute Trace(Dictionary<KmeId, Step> reached, KmeId from, KmeId to)
    {
        List<KmeId> hops = [to];
        while (hops[^1] != from)
        {
            hops.Add(reached[hops[^1]].From);
        }

        hops.Reverse();
        return new RelayRoute([.. hops]);
    }

    private readonly record struct Step(KmeId From, double Width);
}
