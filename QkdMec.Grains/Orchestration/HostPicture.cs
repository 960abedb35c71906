using QkdMec.Grains.MecHosts;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Orchestration;

/// <summary>A host as the orchestrator sees it for one client.</summary>
/// <param name="Description">The host as configured.</param>
/// <param name="Status">What is left of it; null when its grain did not answer.</param>
/// <param name="Keys">What key there is between the client's KME and the host's; null when the network did not answer.</param>
/// <param name="Hops">Links between the two KMEs; <see cref="int.MaxValue"/> without a path.</param>
internal sealed record HostPicture(HostDescription Description, HostStatus? Status, KeyAvailability? Keys, int Hops)
{
    /// <summary>Whether it takes contexts, by the registry.</summary>
    public HostState State { get; init; }
}
