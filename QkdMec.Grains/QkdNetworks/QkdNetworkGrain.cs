using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Looks at links and pools at every tick, refills what is low, and keeps the sums of what contexts hold.</summary>
internal sealed partial class QkdNetworkGrain(
    [PersistentState("network")] IPersistentState<QkdNetworkState> state,
    NetworkDirectory directory,
    NetworkReader reader,
    IOptions<QkdNetworkOptions> options,
    QkdNetworkInstruments instruments,
    ILogger<QkdNetworkGrain> logger) : Grain, IQkdNetworkGrain
{
    private readonly IRoutePolicy policy = RoutePolicies.Find(options.Value.RoutePolicy)!;
    private NetworkPicture picture = null!;
    private RefillPlanner planner = null!;
    private NetworkTopology? followed;
    private Task? firstLook;
    private bool isTicking;

    private RateLedger Ledger => new(state.State.Pairs);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var reserves = new ReserveWatch(options.Value.ReserveRecovery, RelaySeal.PadBytes(options.Value.RelayBlockBytes));
        picture = new NetworkPicture(directory.Topology, reserves, link => directory.Find(link)?.ReserveBytes ?? options.Value.LinkReserveBytes);
        planner = new RefillPlanner(options.Value, policy);

        // Interleaving, so that a tick that waits for a dead process holds up neither reservations nor reads.
        var timer = new GrainTimerCreationOptions
        {
            DueTime = options.Value.TickPeriod, Period = options.Value.TickPeriod, KeepAlive = true, Interleave = true,
        };
        this.RegisterGrainTimer(static (self, cancelled) => self.TickAsync(cancelled), this, timer);
        return Task.CompletedTask;
    }

    public async Task<KeyAvailability> GetAvailabilityAsync(KmeId from, KmeId to, CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        return AvailabilityOf(from, to);
    }

    public async Task<NetworkStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        var graph = picture.GraphWith(Ledger);
        var pairs = directory.Topology.SaePairs.Select(pair => new RouteStatus(
            pair.Smaller,
            pair.Larger,
            planner.RouteFor(pair, graph)?.Hops ?? [],
            AvailabilityOf(pair.Smaller, pair.Larger),
            Ledger.HeldBetween(pair.Smaller, pair.Larger)));
        return new NetworkStatus(picture.Links, [.. pairs]);
    }

    public async Task<ImmutableArray<RouteChoice>> GetRouteChoicesAsync(KmeId from, KmeId to, CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        var graph = picture.GraphWith(Ledger);
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
        directory.Take(edits);
        var topology = directory.Topology;
        picture.Follow(topology);
        foreach (var gone in Ledger.Links.Where(link => !topology.HasLink(link)))
        {
            await MoveFromAsync(gone, cancellationToken);
        }

        followed = topology;
    }

    public async Task ReportLinkAsync(LinkStatus status, CancellationToken cancellationToken)
    {
        picture.See(status.Link, status);
        if (!picture.IsUp(status.Link))
        {
            await MoveFromAsync(status.Link, cancellationToken);
        }
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

    private KeyAvailability AvailabilityOf(KmeId from, KmeId to)
    {
        if (from == to)
        {
            // A pool within one KME is fed by the system's generator.
            return new KeyAvailability(long.MaxValue, double.MaxValue, true);
        }

        var pools = picture.PoolsOf(LinkId.Between(from, to));
        var graph = picture.GraphWith(Ledger);
        var route = graph.Along(HopsFor(Ledger, new RouteRequest(from, to)));
        var rate = route.IsEmpty ? 0 : route.Min(link => link.FreeRateBitsPerSecond);
        return new KeyAvailability(8 * Math.Min(pools.OutboundBytes, pools.InboundBytes), rate, !route.IsEmpty);
    }

    private ImmutableArray<KmeId> HopsFor(RateLedger ledger, RouteRequest request) =>
        policy.Choose(picture.GraphWith(ledger), request)?.Hops ?? [];

    private Task LookOnceAsync(CancellationToken cancellationToken)
    {
        if (firstLook is null or { IsFaulted: true })
        {
            firstLook = reader.ReadAsync(picture, CancellationToken.None);
        }

        return firstLook.WaitAsync(cancellationToken);
    }

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        if (isTicking)
        {
            return;
        }

        isTicking = true;
        try
        {
            await FollowDirectoryAsync(cancellationToken);
            await reader.ReadAsync(picture, cancellationToken);
            firstLook ??= Task.CompletedTask;
            var tasks = planner.Plan(picture.Topology, picture, picture.GraphWith(Ledger));
            await Task.WhenAll(tasks.Select(task => RefillAsync(task, cancellationToken)));
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The edge of the loop: a fault of one tick, whatever it is, must not end the refilling; the next tick tries again.
            LogTickFailed(fault);
        }
        finally
        {
            isTicking = false;
        }
    }

    // The silo may have learnt of a change before this grain. Through its own contract, so that holds are moved in a turn of its own.
    private Task FollowDirectoryAsync(CancellationToken cancellationToken) => ReferenceEquals(followed, directory.Topology)
        ? Task.CompletedTask
        : GrainFactory.GetGrain<IQkdNetworkGrain>(this.GetPrimaryKeyString()).FollowTopologyAsync(NetworkEdits.Unread, cancellationToken);

    private async Task RefillAsync(RefillTask task, CancellationToken cancellationToken)
    {
        for (var block = 0; block < task.Blocks; block++)
        {
            var status = await reader.SupplyAsync(task, cancellationToken);
            instruments.BlockEnded(status, task.Route.Hops.Length - 1);
            if (status != SupplyStatus.Committed)
            {
                LogRefillStopped(task.Pair.Smaller, task.Pair.Larger, status);
                return;
            }
        }
    }
}
