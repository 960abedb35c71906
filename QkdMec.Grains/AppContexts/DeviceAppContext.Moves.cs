using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.AppContexts;

/// <content>The rules of moving: the new place is held before the old one is given up.</content>
internal sealed partial class DeviceAppContext
{
    /// <summary>Hosts that may still hold something for the context, and so are no place to go to.</summary>
    public ImmutableArray<HostId> LeftBehind => [.. state.Departures.Select(departure => departure.Host)];

    /// <summary>Whether it serves on that host.</summary>
    public bool IsAt(HostId host) => state.Phase == AppContextPhase.Active && state.Placement!.Host == host;

    /// <summary>Whether there is nothing of it on that host that is of use, or is about to be.</summary>
    public bool IsNothingAt(HostId host) => state.Phase == AppContextPhase.None || (state.Placement is { } placement && placement.Host != host);

    /// <summary>The context is about to move; returns the number of the move once this is saved. No number is given twice, so that what a move held is told from what others hold.</summary>
    public int BeginMove() => ++state.Moves;

    /// <summary>The context is elsewhere once this is saved; what it has on the old host is still to be taken down.</summary>
    public void Move(AppPlacement placement, long releaseTicket, bool oldIsLost)
    {
        var tells = state.Request!.CallbackReference is not null && state.ReferenceBase is { Length: > 0 };
        state.Notifications += tells ? 1 : 0;
        state.Departures.Add(new Departure(state.Placement!.Host, releaseTicket, state.PlacedBy, oldIsLost) { Notification = tells ? state.Notifications : 0 });
        (state.Placement, state.PlacedBy) = (placement, state.Moves);
    }

    /// <summary>The notification of a departure: where the instances are now. Null when nobody is to be told, or not any more.</summary>
    public NotificationOrder? Tell(Departure departure) => departure.Notification > 0 && state is { Phase: AppContextPhase.Active, Request: { CallbackReference: { } callback } request }
        ? new NotificationOrder(departure.Notification, callback, Notification.AddressChange([.. request.Instances.Select(Tell)]))
        : null;

    private NotifiedInstance Tell(UserAppInstance instance) => new(instance.InstanceId!, $"{state.ReferenceBase}/{state.Placement!.Host}/{id}", instance.Location);

    /// <summary>Whether the key rate that was held for a ticket is not what the context holds now.</summary>
    public bool IsRateLeft(SettleQuery query) => state.Phase != AppContextPhase.Active || query.Move != state.PlacedBy;

    private Departure? FindDeparture(SettleQuery query) =>
        state.Departures.Find(departure => departure.Host == query.Host && departure.Ticket == query.Ticket);
}
