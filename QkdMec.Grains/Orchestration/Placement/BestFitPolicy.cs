using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary><c>bestfit</c>: the host with the least room left, so that others stay free for what is large.</summary>
internal sealed class BestFitPolicy : IPlacementPolicy
{
    public string Name => "bestfit";

    public HostPicture Choose(ImmutableArray<HostPicture> feasible, IEntropySource entropy) =>
        feasible.OrderBy(host => host.Status!.ContextsLimit - host.Status.ContextsUsed).ThenBy(host => host.Hops).First();
}
