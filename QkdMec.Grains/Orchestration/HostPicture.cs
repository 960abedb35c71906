using QkdMec.Grains.MecHosts;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Orchestration;

/// <summary>A host as the orchestrator sees it.</summary>
/// <param name="Description">The host as configured.</param>
/// <param name="Status">What is left of it; null when its grain did not answer.</param>
/// <param name="Keys">What key is stored between a client's KME and the host's; null where that does not matter.</param>
internal sealed record HostPicture(HostDescription Description, HostStatus? Status, KeyAvailability? Keys = null)
{
    /// <summary>Whether it takes contexts, by the registry.</summary>
    public HostState State { get; init; }
}
