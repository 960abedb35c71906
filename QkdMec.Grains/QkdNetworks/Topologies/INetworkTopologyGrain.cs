using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>
/// Keeps what operators changed of the network, durably, and tells those who follow. Key: the name of the network,
/// <see cref="NetworkKeys.Network"/>. Changes may be repeated.
/// </summary>
[Alias(TypeAliases.NetworkTopologyGrain)]
public interface INetworkTopologyGrain : IGrainWithStringKey
{
    /// <summary>The changes when they are newer than a version; null when they are not.</summary>
    /// <param name="knownVersion">The version the caller has; -1 when it has none. One that is higher than any stored, for the state was put back to an older copy, is overtaken.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<NetworkEdits?> FollowAsync(long knownVersion, CancellationToken cancellationToken);

    /// <summary>The network as it is now.</summary>
    [AlwaysInterleave]
    Task<TopologyView> GetAsync(CancellationToken cancellationToken);

    /// <summary>Adds a KME in a site of its own.</summary>
    Task<TopologyOutcome> AddKmeAsync(SiteId site, KmeId kme, CancellationToken cancellationToken);

    /// <summary>Adds a link between two KMEs.</summary>
    Task<TopologyOutcome> AddLinkAsync(LinkDefinition link, CancellationToken cancellationToken);

    /// <summary>Removes a link. It makes no more key; what both ends have of it stays usable between them.</summary>
    Task<TopologyOutcome> RemoveLinkAsync(LinkId link, CancellationToken cancellationToken);

    /// <summary>Attaches a SAE to a KME.</summary>
    Task<TopologyOutcome> AttachSaeAsync(SaeId sae, KmeId kme, CancellationToken cancellationToken);

    /// <summary>Detaches a SAE from its KME. Its keys that were not fetched are lost, also to whoever bears the name later.</summary>
    Task<TopologyOutcome> DetachSaeAsync(SaeId sae, KmeId kme, CancellationToken cancellationToken);
}
