namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>The policies that the configuration may name.</summary>
internal static class RoutePolicies
{
    public static IReadOnlyList<IRoutePolicy> All { get; } = [new FewestHopsPolicy(), new WidestShortestPolicy()];

    public static IRoutePolicy? Find(string name) => All.FirstOrDefault(policy => policy.Name == name);
}
