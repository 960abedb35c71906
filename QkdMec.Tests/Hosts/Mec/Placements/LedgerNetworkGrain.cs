using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.QkdNetworks.Watching;

namespace QkdMec.Tests.Hosts.Mec.Placements;

/// <summary>Stands in for the network grain, over a <see cref="LedgerNetwork"/>.</summary>
internal sealed class LedgerNetworkGrain(LedgerNetwork network) : Grain, IQkdNetworkGrain
{
    public Task<PlacementPicture> GetPlacementPictureAsync(TimeSpan stockHorizon, CancellationToken cancellationToken) => Task.FromResult(network.Picture);

    public Task<bool> ReserveRateAsync(RateReservation reservation, CancellationToken cancellationToken) => Task.FromResult(network.Reserve(reservation));

    public Task ReleaseRateAsync(ContextId context, CancellationToken cancellationToken)
    {
        network.Release(context);
        return Task.CompletedTask;
    }

    public Task<KeyAvailability> GetAvailabilityAsync(KmeId from, KmeId to, CancellationToken cancellationToken) =>
        Task.FromResult(new KeyAvailability(0, 0, true));

    public Task<NetworkStatus> GetStatusAsync(CancellationToken cancellationToken) => Task.FromResult(new NetworkStatus([], []));

    public Task<ImmutableArray<RouteChoice>> GetRouteChoicesAsync(KmeId from, KmeId to, CancellationToken cancellationToken) =>
        Task.FromResult(ImmutableArray<RouteChoice>.Empty);

    public Task FollowTopologyAsync(NetworkEdits edits, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReportLinkAsync(LinkStatus status, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReportPoolAsync(PoolReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReportHopAsync(HopReport report, CancellationToken cancellationToken) => Task.CompletedTask;
}
