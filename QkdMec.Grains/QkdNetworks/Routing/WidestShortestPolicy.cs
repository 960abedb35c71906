using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>Of the routes with the fewest hops, the one whose narrowest link has the most rate free: at least half as good as any choice made with hindsight (arXiv 2508.09735).</summary>
internal sealed class WidestShortestPolicy : IRoutePolicy
{
    public const string PolicyName = "widest-shortest";

    public string Name => PolicyName;

    public RelayRoute? Choose(NetworkGraph graph, RouteRequest request) =>
        new ShortestRoutes(request.Admits, static (link, _) => link.FreeRateBitsPerSecond).Widest(graph, request.From, request.To);
}
