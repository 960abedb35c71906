using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary><c>spf</c>: fewest hops; ties at random.</summary>
internal sealed class ShortestPathPolicy : IPlacementPolicy
{
    public string Name => "spf";

    public HostPicture Choose(ImmutableArray<HostPicture> feasible, IEntropySource entropy)
    {
        var fewest = feasible.Min(host => host.Hops);
        var nearest = feasible.Where(host => host.Hops == fewest).ToImmutableArray();
        return nearest[entropy.Below(nearest.Length)];
    }
}
