using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.QkdNetworks.Watching;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>A network whose paths all share one rate.</summary>
internal sealed class TestNetworkGrain([PersistentState("network")] IPersistentState<MecTestState> state, MecTestKnobs knobs) : Grain, IQkdNetworkGrain
{
    private double Left => knobs.KeyRate - state.State.Held.Sum(held => held.RateBitsPerSecond);

    public Task<KeyAvailability> GetAvailabilityAsync(KmeId from, KmeId to, CancellationToken cancellationToken) =>
        Task.FromResult(new KeyAvailability(knobs.StoredBits, Left, knobs.Reachable));

    public Task<PlacementPicture> GetPlacementPictureAsync(TimeSpan stockHorizon, CancellationToken cancellationToken)
    {
        ImmutableArray<LinkBudget> links = [new LinkBudget(LinkId.Parse("kme-edge~kme-hospital"), knobs.KeyRate, Math.Max(0, Left))];
        return Task.FromResult(new PlacementPicture(knobs.Reachable ? links : [], []));
    }

    public Task<NetworkStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        var (client, edge) = (KmeId.Parse("kme-hospital"), KmeId.Parse("kme-edge"));
        var pair = new RouteStatus(edge, client, [edge, client], new KeyAvailability(knobs.StoredBits, Left, knobs.Reachable), knobs.KeyRate - Left);
        return Task.FromResult(new NetworkStatus([], [pair]));
    }

    public async Task<bool> ReserveRateAsync(RateReservation reservation, CancellationToken cancellationToken)
    {
        var before = state.State.Held.Where(held => held.Context == reservation.Context).Sum(held => held.RateBitsPerSecond);
        if (Left + before < reservation.RateBitsPerSecond)
        {
            return false;
        }

        state.State.Held.RemoveAll(held => held.Context == reservation.Context);
        state.State.Held.Add(reservation);
        await GuardAsync(state.WriteStateAsync(CancellationToken.None));
        return true;
    }

    public async Task ReleaseRateAsync(ContextId context, CancellationToken cancellationToken)
    {
        if (state.State.Held.All(held => held.Context != context))
        {
            // As the network does: an activation that was replaced may not know what its successor holds.
            await GuardAsync(state.ReadStateAsync(CancellationToken.None));
        }

        if (state.State.Held.RemoveAll(held => held.Context == context) > 0)
        {
            await GuardAsync(state.WriteStateAsync(CancellationToken.None));
        }
    }

    public Task<ImmutableArray<RouteChoice>> GetRouteChoicesAsync(KmeId from, KmeId to, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<RouteChoice>>([new RouteChoice("only", true, [from, to], Left)]);

    public Task FollowTopologyAsync(NetworkEdits edits, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReportLinkAsync(LinkStatus status, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReportPoolAsync(PoolReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReportHopAsync(HopReport report, CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task GuardAsync(Task storage)
    {
        try
        {
            await storage;
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
