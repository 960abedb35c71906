using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>The fewest relays that learn the block; what the links make does not matter.</summary>
internal sealed class FewestHopsPolicy : IRoutePolicy
{
    public const string PolicyName = "fewest-hops";

    public string Name => PolicyName;

    public RelayRoute? Choose(NetworkGraph graph, RouteRequest request) =>
        new ShortestRoutes(request.Admits, static (_, _) => 0).Widest(graph, request.From, request.To);
}
