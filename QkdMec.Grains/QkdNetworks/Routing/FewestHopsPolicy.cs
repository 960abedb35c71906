using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>The fewest relays that learn the block; what the links make does not matter.</summary>
internal sealed class FewestHopsPolicy : IRoutePolicy
{
    public const string PolicyName = "fewest-hops";

    public string Name => PolicyName;

    public RelayRoute? Choose(NetworkGraph graph, RouteRequest request) => ShortestRoutes.Widest(graph, request, static _ => 0);
}
