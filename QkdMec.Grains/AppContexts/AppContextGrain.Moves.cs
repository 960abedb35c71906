using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppContexts;

/// <content>
/// Moving: room, key rate and security context on the new host first, then one write that moves the context, then the old host is left. A crash before
/// that write leaves the context where it was, one after it leaves it where it is; both hosts ask about their tickets until all is settled.
/// </content>
internal sealed partial class AppContextGrain
{
    public async Task<MoveOutcome> MoveAsync(MoveAppContext command, CancellationToken cancellationToken)
    {
        if (!Context.IsAt(command.From))
        {
            return new MoveOutcome(MoveStatus.NotThere, Context.Visible?.Host, "");
        }

        await TryAsync(FinishDeparturesAsync);
        var move = Context.BeginMove();
        await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        var trace = new ContextTrace(Id, "", steps, logger);
        var result = await FindPlaceAsync(command, move, trace, cancellationToken);
        var ticket = result.Refusal is null ? await LeaveAsync(cancellationToken) : null;
        if (ticket is null)
        {
            await TryAsync(() => Effects.ReleaseRateAsync(move, CancellationToken.None));
            DeactivateOnIdle();
            return Stayed(result.Refusal);
        }

        Context.Move(result.Placement!, ticket.Value, command.Reason == MoveReason.HostFailed);
        await GuardAsync(() => state.WriteStateAsync(CancellationToken.None));
        trace.Moved(GrainFactory, command, result.Placement!.Host);
        await TryAsync(() => Effects.ConfirmAsync(result.Placement!, cancellationToken));
        await TryAsync(FinishDeparturesAsync);
        DeactivateOnIdle();
        return new MoveOutcome(MoveStatus.Moved, result.Placement.Host, "");
    }

    public async Task CloseStrayAsync(HostId host, CancellationToken cancellationToken)
    {
        await GuardAsync(() => state.ReadStateAsync(CancellationToken.None));
        if (Context.IsNothingAt(host))
        {
            await Effects.CloseStrayAsync(host, cancellationToken);
        }

        DeactivateOnIdle();
    }

    private async Task<CreationResult> FindPlaceAsync(MoveAppContext command, int move, ContextTrace trace, CancellationToken cancellationToken)
    {
        try
        {
            var app = await Effects.RecallAsync(state.State.AppDId, cancellationToken) ?? Remembered();
            var search = new ContextCreation(Effects, trace, time);
            return await search.MoveAsync(Context.View!, app, command.Within, request => request with
            {
                Excluded = [command.From, .. Context.LeftBehind], Move = move,
            }, cancellationToken);
        }
        catch (Exception fault)
        {
            // The edge of a move: whatever another grain failed with, the context stays where it is.
            LogFailed(Id.Value, fault);
            return CreationResult.Refused(new CreateOutcome(CreateStatus.Unavailable, null, "A part of the system did not answer in time."));
        }
    }

    private async Task<long?> LeaveAsync(CancellationToken cancellationToken)
    {
        long? ticket = null;
        await TryAsync(async () => ticket = await Effects.BeginReleaseAsync(state.State.Placement!, state.State.AppDId, state.State.PlacedBy, cancellationToken));
        return ticket;
    }

    // What is finished leaves the list in memory only: to finish it again after a crash changes nothing, so the next write will do.
    private async Task FinishDeparturesAsync()
    {
        foreach (var departure in state.State.Departures.ToArray())
        {
            if (Context.Tell(departure) is { } order)
            {
                await Effects.NotifyAsync(order, CancellationToken.None);
            }

            await Effects.ReleaseRateAsync(departure.Move, CancellationToken.None);
            if (!departure.IsLost || !await Effects.IsGivenUpAsync(departure.Host, CancellationToken.None))
            {
                await Effects.RetireAsync(departure.Host, CancellationToken.None);
            }

            await Effects.FinishReleaseAsync(departure.Host, departure.Ticket, CancellationToken.None);
            state.State.Departures.Remove(departure);
        }
    }

    // The catalogue forgets the oldest of many applications that were removed; where the context may go is then not limited any more.
    private CatalogApp Remembered()
    {
        var request = state.State.Request!;
        return new CatalogApp
        {
            AppDId = state.State.AppDId,
            Identity = new AppIdentity(request.App.Name, request.App.Provider, request.App.SoftVersion ?? "", request.App.DVersion),
            Description = "",
            Function = state.State.Function,
        };
    }

    private static MoveOutcome Stayed(CreateOutcome? refusal) => refusal is null or { Status: CreateStatus.Unavailable }
        ? new MoveOutcome(MoveStatus.Unavailable, null, refusal?.Reason ?? "The host's room did not answer in time.")
        : new MoveOutcome(MoveStatus.NoPlace, null, refusal.Reason);
}
