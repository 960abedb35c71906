using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.Kmes;

/// <summary>A key management entity: its SAEs, its peers, and the making of blocks it coordinates. Key: <c>site/kme</c>. Never sees key bytes.</summary>
[Alias(TypeAliases.KmeGrain)]
public interface IKmeGrain : IGrainWithStringKey
{
    /// <summary>SAEs, peers with their pools, and alarms.</summary>
    [AlwaysInterleave]
    Task<KmeStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>At the smaller end of a link: makes one block of the link, for the directed pool that <see cref="DirectionChoice"/> takes.</summary>
    [AlwaysInterleave]
    Task<SupplyStatus> SupplyFromLinkAsync(LinkId link, int bytes, CancellationToken cancellationToken);

    /// <summary>At the smaller end of a pair: makes one block and sends it along one route or several, for the directed pool that <see cref="DirectionChoice"/> takes.</summary>
    [AlwaysInterleave]
    Task<SupplyStatus> SupplyAlongPathsAsync(RelayPaths paths, int bytes, CancellationToken cancellationToken);

    /// <summary>At the larger end of a link: joins the session that the smaller end opens.</summary>
    /// <exception cref="KeyNotFoundException">This site has no device of that link.</exception>
    [AlwaysInterleave]
    Task<LinkHello> JoinLinkSessionAsync(LinkHello opening, CancellationToken cancellationToken);

    /// <summary>Takes up changes of the topology at this KME's site. When it returns, a SAE that was detached gets no more keys here.</summary>
    [AlwaysInterleave]
    Task FollowTopologyAsync(NetworkEdits edits, CancellationToken cancellationToken);

    /// <summary>Records an alarm, durably.</summary>
    Task RaiseAlarmAsync(KmeAlarmKind kind, string subject, CancellationToken cancellationToken);
}
