using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.QkdNetworks.Watching;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Watches links and pools, refills what is low, and keeps the sums of what contexts hold.</summary>
internal sealed partial class QkdNetworkGrain(
    [PersistentState("network")] IPersistentState<QkdNetworkState> state,
    NetworkServices services,
    ILogger<QkdNetworkGrain> logger) : Grain, IQkdNetworkGrain
{
    private readonly IRoutePolicy policy = RoutePolicies.Find(services.Options.RoutePolicy)!;
    private readonly NetworkWatch watch = new(services);
    private readonly PathChooser chooser = new(services.Options, RoutePolicies.Find(services.Options.RoutePolicy)!);
    private RefillPlanner planner = null!;
    private NetworkTopology? followed;
    private Task? firstLook;

    private RateLedger Ledger => new(state.State.Pairs);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        planner = new RefillPlanner(services.Options, chooser);

        // Interleaving, so that a tick that waits for a dead process holds up neither reservations nor reads.
        var timer = new GrainTimerCreationOptions
        {
            DueTime = services.Options.TickPeriod, Period = services.Options.TickPeriod, KeepAlive = true, Interleave = true,
        };
        this.RegisterGrainTimer(static (self, cancelled) => self.TickAsync(cancelled), this, timer);
        return Task.CompletedTask;
    }

    public async Task<KeyAvailability> GetAvailabilityAsync(KmeId from, KmeId to, CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        if (from == to)
        {
            // A pool within one KME is fed by the system's generator.
            return new KeyAvailability(long.MaxValue, double.MaxValue, true);
        }

        var pair = LinkId.Between(from, to);
        await watch.EnsureSeenAsync(pair, cancellationToken);
        return AvailabilityOf(pair, watch.Picture.GraphWith(Ledger));
    }

    public async Task<PlacementPicture> GetPlacementPictureAsync(TimeSpan stockHorizon, CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        return watch.Picture.LeftBeside(Ledger, stockHorizon);
    }

    public async Task<NetworkStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        var (graph, picture) = (watch.Picture.GraphWith(Ledger), watch.Picture);
        var pairs = picture.Pairs.All.Select(pair => StatusOf(pair, graph));
        return new NetworkStatus(picture.Links, [.. pairs]);
    }

    public async Task<ImmutableArray<RouteChoice>> GetRouteChoicesAsync(KmeId from, KmeId to, CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        var graph = watch.Picture.GraphWith(Ledger);
        return
        [
            .. RoutePolicies.All.Select(choosing =>
            {
                var hops = choosing.Choose(graph, new RouteRequest(from, to))?.Hops ?? [];
                return new RouteChoice(choosing.Name, choosing.Name == policy.Name, hops, graph.Along(hops).Select(link => link.FreeRateBitsPerSecond).DefaultIfEmpty(0).Min());
            }),
        ];
    }

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task FollowTopologyAsync(NetworkEdits edits, CancellationToken cancellationToken)
    {
        services.Directory.Take(edits);
        var topology = services.Directory.Topology;
        watch.Follow(topology);
        foreach (var gone in Ledger.Links.Where(link => !topology.HasLink(link)))
        {
            await MoveFromAsync(gone, cancellationToken);
        }

        followed = topology;
    }

    public async Task ReportLinkAsync(LinkStatus status, CancellationToken cancellationToken)
    {
        watch.Take(status);
        BeginRefillsNow();
        if (!watch.Picture.IsUp(status.Link))
        {
            await MoveFromAsync(status.Link, cancellationToken);
        }
    }

    public Task ReportPoolAsync(PoolReport report, CancellationToken cancellationToken)
    {
        watch.Take(report);
        BeginRefillsNow();
        return Task.CompletedTask;
    }

    public Task ReportHopAsync(HopReport report, CancellationToken cancellationToken)
    {
        watch.Take(report);
        BeginRefillsNow();
        return Task.CompletedTask;
    }

    private async Task MoveFromAsync(LinkId link, CancellationToken cancellationToken)
    {
        var moved = Ledger.MoveFrom(link, HopsFor);
        if (moved.Pairs != state.State.Pairs)
        {
            LogMoved(link);
            await KeepAsync(moved, state.State.Pending, cancellationToken);
        }
    }

    private RouteStatus StatusOf(LinkId pair, NetworkGraph graph)
    {
        var pools = watch.Picture.PoolsOf(pair);
        var paths = planner.PathsFor(pair, pools, graph);
        var held = Ledger.HeldBetween(pair.Smaller, pair.Larger);
        return new RouteStatus(pair.Smaller, pair.Larger, paths?.Routes[0].Hops ?? [], AvailabilityOf(pair, graph), held)
        {
            Routes = paths?.Routes ?? [],
            DisjointPaths = chooser.RoutesOf(pair),
            Shortage = paths is null ? planner.Explain(pair, pools, graph) : RouteShortage.None,
        };
    }

    private KeyAvailability AvailabilityOf(LinkId pair, NetworkGraph graph)
    {
        var pools = watch.Picture.PoolsOf(pair);
        var route = chooser.Choose(graph, new RouteRequest(pair.Smaller, pair.Larger)) is { } found ? graph.Along(found.ToWalk()) : [];
        var rate = route.IsEmpty ? 0 : route.Min(link => link.FreeRateBitsPerSecond);
        return new KeyAvailability(8 * Math.Min(pools.OutboundBytes, pools.InboundBytes), rate, !route.IsEmpty);
    }

    private ImmutableArray<KmeId> HopsFor(RateLedger ledger, RouteRequest request)
    {
        var graph = watch.Picture.GraphWith(ledger, request.StockHorizon);
        return request.Given.IsDefaultOrEmpty ? chooser.Choose(graph, request)?.ToWalk() ?? [] : request.GivenIn(graph);
    }

    // The silo may have learnt of a change before this grain. Through its own contract, so that holds are moved in a turn of its own.
    private Task FollowDirectoryAsync(CancellationToken cancellationToken) => ReferenceEquals(followed, services.Directory.Topology)
        ? Task.CompletedTask
        : GrainFactory.GetGrain<IQkdNetworkGrain>(this.GetPrimaryKeyString()).FollowTopologyAsync(NetworkEdits.Unread, cancellationToken);

    private Task LookOnceAsync(CancellationToken cancellationToken)
    {
        if (firstLook is null or { IsFaulted: true })
        {
            firstLook = watch.ReadAsync(CancellationToken.None);
        }

        return firstLook.WaitAsync(cancellationToken);
    }
}
