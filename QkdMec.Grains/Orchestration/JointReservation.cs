using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration.Placement;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Orchestration;

/// <summary>
/// Room and key rate together, or neither. The host comes first: its ticket is settled with the context if anything after it is lost, and
/// that gives the key rate back too.
/// </summary>
internal sealed class JointReservation(MecOptions options, TimeProvider time, IGrainFactory grains)
{
    /// <summary>Reserves at a host and on the path to it; the refusal says why not.</summary>
    public async Task<(AppPlacement? Placement, HostRefusal? Refusal)> TryAsync(
        PlacementAttempt attempt, PlacementChoice choice, CancellationToken cancellationToken)
    {
        try
        {
            return await ReserveAsync(attempt, choice, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever it failed with, another host may do; what was reserved is settled by its ticket.
            return (null, new HostRefusal(PlacementStatus.Unreachable, "it or the key network does not answer"));
        }
    }

    private async Task<(AppPlacement? Placement, HostRefusal? Refusal)> ReserveAsync(
        PlacementAttempt attempt, PlacementChoice choice, CancellationToken cancellationToken)
    {
        var host = choice.Host;
        var room = grains.GetGrain<IMecHostGrain>(host.Id.ToGrainKey());
        var wanted = WantedBy(attempt.Request, attempt.Filter.Memory);
        var held = await room.ReserveAsync(wanted, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        if (held.Status == ReserveStatus.Closed)
        {
            return (null, HostFilter.CheckState(held.State));
        }

        if (held.Status != ReserveStatus.Reserved)
        {
            var lack = held.Status == ReserveStatus.NoContextLeft ? "all of its contexts are in use" : "its memory is in use";
            return (null, new HostRefusal(PlacementStatus.NoCapacity, lack));
        }

        if (await HoldRateAsync(attempt, choice, cancellationToken))
        {
            return (new AppPlacement(host.Id, held.Ticket), null);
        }

        await room.CancelAsync(held.Ticket, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        return (null, new HostRefusal(
            PlacementStatus.NoKey, $"the path {string.Join('~', choice.Hops)} has not {attempt.Filter.KeyRate:0.##} bit/s of key left"));
    }

    private async Task<bool> HoldRateAsync(PlacementAttempt attempt, PlacementChoice choice, CancellationToken cancellationToken)
    {
        if (attempt.Filter.KeyRate == 0 || choice.Hops.Length == 1)
        {
            return true;
        }

        var rate = new RateReservation(attempt.Request.Context.HolderOf(attempt.Request.Move), attempt.Client, choice.Host.Kme, attempt.Filter.KeyRate)
        {
            Path = choice.Hops,
            IsShared = PlacementPolicies.SharesPaths(options.Policy),
            StockHorizon = PlacementPolicies.CountsStock(options.Policy) ? options.StockHorizon : TimeSpan.Zero,
        };
        var network = grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);
        return await network.ReserveRateAsync(rate, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
    }

    private static HostReservation WantedBy(PlacementRequest request, int memory) => new(request.Context, request.App.AppDId, memory)
    {
        Move = request.Move, ContextsPerInstance = request.App.Rules.ContextsPerInstance,
    };
}
