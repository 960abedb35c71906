using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>
/// Which hosts take contexts, durably: what operators changed of the configured hosts, and which of them do not answer. Key: <c>mec</c>.
/// It asks every host for its pulse, and tells the host's room what it decided. Changes may be repeated.
/// </summary>
[Alias(TypeAliases.HostRegistryGrain)]
public interface IHostRegistryGrain : IGrainWithStringKey
{
    /// <summary>All hosts that are listed.</summary>
    Task<HostRoster> ListAsync(CancellationToken cancellationToken);

    /// <summary>All hosts that are listed, when their version is another one than <paramref name="knownVersion"/>; otherwise null.</summary>
    Task<HostRoster?> FollowAsync(long knownVersion, CancellationToken cancellationToken);

    /// <summary>A host is to take contexts from now on, under these terms.</summary>
    Task<HostChange> PutAsync(HostRequest request, CancellationToken cancellationToken);

    /// <summary>A host is to take no new contexts and to become empty.</summary>
    Task<HostChange> DrainAsync(HostId host, CancellationToken cancellationToken);

    /// <summary>A host is to become empty and to go; it is listed until then.</summary>
    Task<HostChange> RemoveAsync(HostId host, CancellationToken cancellationToken);
}
