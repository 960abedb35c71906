using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary><c>random</c>: all hosts alike.</summary>
internal sealed class RandomPolicy : IPlacementPolicy
{
    public string Name => "random";

    public HostPicture Choose(ImmutableArray<HostPicture> feasible, IEntropySource entropy) => feasible[entropy.Below(feasible.Length)];
}
