using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Grains.Orchestration;

/// <summary>The MEC orchestrator (MEO): admission and placement. Key: <c>mec</c>.</summary>
[Alias(TypeAliases.OrchestratorGrain)]
public interface IOrchestratorGrain : IGrainWithStringKey
{
    /// <summary>Chooses a host and holds room there together with key rate on the path, or neither.</summary>
    Task<PlacementOutcome> PlaceAsync(PlacementRequest request, CancellationToken cancellationToken);

    /// <summary>All hosts, in ordinal order of their keys.</summary>
    Task<ImmutableArray<HostStatus>> ListHostsAsync(CancellationToken cancellationToken);

    /// <summary>One host; null when it is not listed.</summary>
    Task<HostStatus?> GetHostAsync(HostId host, CancellationToken cancellationToken);

    /// <summary>Where the hosts stand that may run an application by its rules and locations, whatever room and key they have; a host that does not tell is in too.</summary>
    Task<ImmutableArray<HostLocation>> ListLocationsAsync(CatalogApp app, CancellationToken cancellationToken);

    /// <summary>As <see cref="ListLocationsAsync"/>, without hosts that do not answer.</summary>
    Task<ImmutableArray<HostLocation>> ListAvailableAsync(CatalogApp app, CancellationToken cancellationToken);
}
