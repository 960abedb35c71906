using System.Collections.Immutable;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>The policies that the configuration may name.</summary>
public static class RoutePolicies
{
    /// <summary>The default: the one that keeps links' reserves.</summary>
    public const string DefaultName = StockAwarePolicy.PolicyName;

    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(policy => policy.Name)];

    internal static IReadOnlyList<IRoutePolicy> All => [new StockAwarePolicy(), new WidestShortestPolicy(), new FewestHopsPolicy()];

    internal static IRoutePolicy? Find(string name) => All.FirstOrDefault(policy => policy.Name == name);
}
