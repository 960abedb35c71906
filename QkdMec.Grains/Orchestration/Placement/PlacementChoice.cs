using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>A host and the path of key to it.</summary>
/// <param name="Host">The host.</param>
/// <param name="Hops">The KMEs from the client's to the host's; one where both are the same, and no key is needed.</param>
internal sealed record PlacementChoice(HostDescription Host, ImmutableArray<KmeId> Hops);
