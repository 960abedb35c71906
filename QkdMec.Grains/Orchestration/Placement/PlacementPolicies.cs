using System.Collections.Immutable;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>The placement policies by name.</summary>
public static class PlacementPolicies
{
    /// <summary>The policy taken when none is configured.</summary>
    public const string DefaultName = "spf-room";

    private static readonly ImmutableArray<IPlacementPolicy> All =
        [new NearestWithRoomPolicy(), new ShortestPathPolicy(), new BestFitPolicy(), new RandomPolicy(), new ScoredRandomPolicy()];

    /// <summary>The names there are.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(policy => policy.Name)];

    /// <summary>The policy of that name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal static IPlacementPolicy Require(string name) =>
        All.FirstOrDefault(policy => policy.Name == name) ?? throw new ArgumentException($"there is no placement policy '{name}'", nameof(name));
}
