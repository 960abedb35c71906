using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>Chooses routes. The same graph and request give the same route.</summary>
internal interface IRoutePolicy
{
    /// <summary>Its name in the configuration.</summary>
    string Name { get; }

    /// <summary>Whether a link may be used from one of its ends.</summary>
    bool Admits(LinkView link, KmeId sender, RouteRequest request) => request.Admits(link, sender);

    /// <summary>A route; null when none offers what is asked.</summary>
    RelayRoute? Choose(NetworkGraph graph, RouteRequest request);
}
