using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>Chooses the routes of a block: one by the policy, or as many without a common relay as the pair must have, over links that the policy admits.</summary>
internal sealed class PathChooser(QkdNetworkOptions options, IRoutePolicy policy)
{
    /// <summary>How many routes a block of a pair takes.</summary>
    public int RoutesOf(LinkId pair) => options.RoutesOf(pair);

    /// <summary>The routes; null when there are not as many as the pair must have.</summary>
    public RelayPaths? Choose(NetworkGraph graph, RouteRequest request)
    {
        var routes = RoutesOf(LinkId.Between(request.From, request.To));
        if (routes == 1)
        {
            return policy.Choose(graph, request) is { } route ? RelayPaths.Of(route) : null;
        }

        var found = DisjointRoutes.Find(graph, request.From, request.To, routes, (link, sender) => policy.Admits(link, sender, request));
        return found.Length == routes ? new RelayPaths(found) : null;
    }

    /// <summary>Why there are no routes with so much pad.</summary>
    public RouteShortage Explain(NetworkGraph graph, RouteRequest request)
    {
        if (Choose(graph, request) is not null)
        {
            return RouteShortage.None;
        }

        var whatever = request with { PadBytes = 0 };
        var found = DisjointRoutes.Find(graph, request.From, request.To, int.MaxValue, whatever.Admits).Length;
        return found == 0 ? RouteShortage.NoRoute
            : found < RoutesOf(LinkId.Between(request.From, request.To)) ? RouteShortage.TooFewDisjointRoutes
            : RouteShortage.NoPads;
    }
}
