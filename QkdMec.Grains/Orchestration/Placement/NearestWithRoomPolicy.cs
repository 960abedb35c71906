using System.Collections.Immutable;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>
/// <c>spf-room</c>: fewest hops, then the lowest load, then the lowest key. It spends the least key, since every hop costs pads, and evens out hosts at the same distance.
/// </summary>
internal sealed class NearestWithRoomPolicy : IPlacementPolicy
{
    public string Name => PlacementPolicies.DefaultName;

    public HostPicture Choose(ImmutableArray<HostPicture> feasible, IEntropySource entropy) =>
        feasible.OrderBy(host => host.Hops).ThenBy(host => host.Status!.Load).First();
}
