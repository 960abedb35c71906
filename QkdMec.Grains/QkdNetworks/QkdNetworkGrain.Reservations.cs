using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Reservations;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>
/// Reservations: the sums stand here, each context's share in a record of its own. A change is first written here with the
/// context's new record as pending, then there; what a crash left pending is written again before the next change.
/// </summary>
internal sealed partial class QkdNetworkGrain
{
    public async Task<bool> ReserveRateAsync(RateReservation reservation, CancellationToken cancellationToken)
    {
        await LookOnceAsync(cancellationToken);
        if (reservation.From == reservation.To)
        {
            return true;
        }

        // A block of such a pair is made of shares on several routes, and all of them must have the rate.
        if (chooser.RoutesOf(LinkId.Between(reservation.From, reservation.To)) > 1)
        {
            reservation = reservation with { Path = [] };
        }

        var held = await FindAsync(reservation.Context, hold => hold.Reservation != reservation, cancellationToken);
        if (held.Reservation == reservation)
        {
            return true;
        }

        if (Ledger.Replace(held.Reservation, reservation, HopsFor) is not { } changed)
        {
            services.Instruments.ReservationRefused();
            LogRefused(reservation.From, reservation.To, reservation.RateBitsPerSecond);
            return false;
        }

        await ChangeAsync(changed, reservation.Context, new RateHold(held.Version + 1, reservation), cancellationToken);
        return true;
    }

    public async Task ReleaseRateAsync(ContextId context, CancellationToken cancellationToken)
    {
        var held = await FindAsync(context, hold => hold.Reservation is not null, cancellationToken);
        if (held.Reservation is not null)
        {
            await ChangeAsync(Ledger.Release(held.Reservation), context, new RateHold(held.Version + 1, null), cancellationToken);
        }
    }

    // A change is fenced by the version that it replaces. That there is nothing to change is not, and an activation that was replaced may not
    // know what its successor holds: it answers so only after it has read what is stored now.
    private async Task<RateHold> FindAsync(ContextId context, Func<RateHold, bool> asksForChange, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken);
        var held = await HoldOf(context).GetAsync(cancellationToken);
        if (asksForChange(held))
        {
            return held;
        }

        await ReadAsync(cancellationToken);
        await SettleAsync(cancellationToken);
        return await HoldOf(context).GetAsync(cancellationToken);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await state.ReadStateAsync(cancellationToken);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task ChangeAsync(RateLedger changed, ContextId context, RateHold hold, CancellationToken cancellationToken)
    {
        await KeepAsync(changed, state.State.Pending.Add(new PendingHold(context, hold)), cancellationToken);
        await SettleAsync(cancellationToken);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        foreach (var pending in state.State.Pending)
        {
            await HoldOf(pending.Context).SetAsync(pending.Hold, cancellationToken);
        }

        // Not written now: setting a hold again changes nothing, and the next change writes it.
        state.State.Pending = [];
    }

    private async Task KeepAsync(RateLedger changed, ImmutableList<PendingHold> pending, CancellationToken cancellationToken)
    {
        var (pairs, before) = (state.State.Pairs, state.State.Pending);
        (state.State.Pairs, state.State.Pending) = (changed.Pairs, pending);
        try
        {
            await state.WriteStateAsync(cancellationToken);
        }
        catch
        {
            // What is stored is unknown now; the next activation reads it. Until then nothing counts that may not last.
            (state.State.Pairs, state.State.Pending) = (pairs, before);
            DeactivateOnIdle();
            throw;
        }
    }

    private IRateHoldGrain HoldOf(ContextId context) => GrainFactory.GetGrain<IRateHoldGrain>(context.Value);
}
