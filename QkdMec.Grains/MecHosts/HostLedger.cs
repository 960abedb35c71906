using System.Collections.Immutable;

namespace QkdMec.Grains.MecHosts;

/// <summary>
/// The rules of a host's room. Every change of a context's room goes through a ticket that is used up once, so late and repeated messages
/// change nothing, although finished business is not remembered.
/// </summary>
internal sealed class HostLedger(MecHostState state, HostDescription host)
{
    /// <summary>Holds room, when there is enough.</summary>
    public ReserveOutcome Reserve(HostReservation wanted, TimeSpan now)
    {
        var status = Describe();
        if (status.State != HostState.Active)
        {
            return new ReserveOutcome(ReserveStatus.Closed, 0) { State = status.State };
        }

        if (status.ContextsUsed >= host.Contexts)
        {
            return new ReserveOutcome(ReserveStatus.NoContextLeft, 0);
        }

        if (status.MemoryOfOneMore(wanted.Addition) is > 0 and var more && (long)status.MemoryUsedMegabytes + more > host.MemoryMegabytes)
        {
            return new ReserveOutcome(ReserveStatus.NoMemoryLeft, 0);
        }

        var ticket = ++state.LastTicket;
        state.Pending.Add(new PendingEntry(ticket, PendingKind.Reservation, wanted.Context, wanted.AppDId, wanted.MemoryMegabytes, now)
        {
            Move = wanted.Move, ContextsPerInstance = wanted.ContextsPerInstance,
        });
        return new ReserveOutcome(ReserveStatus.Reserved, ticket);
    }

    /// <summary>Takes up what the registry says; what is older than what is known changes nothing.</summary>
    public void Follow(HostOrders orders)
    {
        if (state.Orders is null || orders.Version > state.Orders.Version)
        {
            state.Orders = orders;
        }
    }

    /// <summary>Counts a reservation as used; false when the ticket is settled.</summary>
    public bool Confirm(long ticket)
    {
        if (Take(ticket, PendingKind.Reservation) is not { } entry)
        {
            return false;
        }

        Count(entry.Addition);
        return true;
    }

    /// <summary>Forgets a ticket without any effect on confirmed contexts; false when it is settled.</summary>
    public bool Drop(long ticket) => state.Pending.RemoveAll(entry => entry.Ticket == ticket) > 0;

    /// <summary>Notes that a context is about to go.</summary>
    public long BeginRelease(HostRelease release, TimeSpan now)
    {
        Confirm(release.ReservedAs);
        var ticket = ++state.LastTicket;
        state.Pending.Add(new PendingEntry(ticket, PendingKind.Release, release.Context, release.AppDId, 0, now) { Move = release.Move });
        return ticket;
    }

    /// <summary>Gives the room of a context back; false when the ticket is settled.</summary>
    public bool FinishRelease(long ticket)
    {
        if (Take(ticket, PendingKind.Release) is not { } entry)
        {
            return false;
        }

        Count(new DeployedApp(entry.AppDId, -1, 0));
        return true;
    }

    /// <summary>
    /// Unfinished business that is at least <paramref name="age"/> old, in the order of tickets, beginning after ticket <paramref name="after"/>
    /// so that some that cannot be settled do not keep the others waiting.
    /// </summary>
    public IEnumerable<PendingEntry> Overdue(TimeSpan now, TimeSpan age, long after) =>
        state.Pending.Where(entry => now - entry.BegunAt >= age && entry.Ticket > after).OrderBy(entry => entry.Ticket);

    /// <summary>What the host has and what is left of it.</summary>
    public HostStatus Describe()
    {
        var reserved = state.Pending.Where(entry => entry.Kind == PendingKind.Reservation).Select(entry => entry.Addition);
        ImmutableArray<DeployedApp> apps =
        [
            .. state.Confirmed.Concat(reserved).GroupBy(app => app.AppDId)
                .Select(group => group.Aggregate((one, other) => one.With(other)))
                .OrderBy(app => app.AppDId, StringComparer.Ordinal),
        ];
        return new HostStatus(
            host.Id, apps.Sum(app => app.Contexts), host.Contexts, (int)Math.Min(int.MaxValue, apps.Sum(app => (long)app.TotalMegabytes)), host.MemoryMegabytes, apps, state.Pending.Count)
        {
            State = state.Orders?.State ?? HostState.Active,
        };
    }

    private PendingEntry? Take(long ticket, PendingKind kind)
    {
        var index = state.Pending.FindIndex(entry => entry.Ticket == ticket && entry.Kind == kind);
        if (index < 0)
        {
            return null;
        }

        var entry = state.Pending[index];
        state.Pending.RemoveAt(index);
        return entry;
    }

    private void Count(DeployedApp change)
    {
        var index = state.Confirmed.FindIndex(app => app.AppDId == change.AppDId);
        var after = index < 0 ? change : state.Confirmed[index].With(change);
        if (index >= 0)
        {
            state.Confirmed.RemoveAt(index);
        }

        if (after.Contexts > 0)
        {
            state.Confirmed.Add(after);
        }
    }
}
