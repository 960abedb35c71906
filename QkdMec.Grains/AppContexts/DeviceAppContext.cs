using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.AppContexts;

/// <summary>The rules of a context's life: creating, active, deleting, gone.</summary>
internal sealed partial class DeviceAppContext(ContextId id, AppContextState state)
{
    /// <summary>What the device may see; null when it was not acknowledged or is being deleted.</summary>
    public AppContextView? Visible => state.Phase == AppContextPhase.Active ? View : null;

    /// <summary>The context as stored; null before it was placed.</summary>
    public AppContextView? View => state is { Request: { } request, Placement: { } placement }
        ? new AppContextView(id, state.Phase, request, placement.Host, state.AppDId, state.Function, state.CreatedAt) { Owner = Owner }
        : null;

    /// <summary>Whose it is; empty when nobody's in particular.</summary>
    public string Owner => state.Owner ?? "";

    /// <summary>What a creation finds: the answer, when there is one already; otherwise the context is creating and must be saved.</summary>
    public CreateOutcome? Begin(AppContextRequest request, string owner = "", string fingerprint = "")
    {
        if (state.Phase is AppContextPhase.None or AppContextPhase.Creating)
        {
            (state.Phase, state.Request, state.Owner, state.Fingerprint) = (AppContextPhase.Creating, request, owner, fingerprint);
            return null;
        }

        return state.Phase == AppContextPhase.Active && owner == Owner && IsSame(request, fingerprint)
            ? new CreateOutcome(CreateStatus.Created, View, "")
            : new CreateOutcome(CreateStatus.Conflict, null, "The context id is in use.");
    }

    /// <summary>The context was placed; it is active once this is saved.</summary>
    public void Activate(AppPlacement placement, CatalogApp app, DateTimeOffset now, IIdSource ids)
    {
        (state.Phase, state.Placement, state.AppDId, state.Function, state.CreatedAt) =
            (AppContextPhase.Active, placement, app.AppDId, app.Function, now);
        state.Request = state.Request! with { Instances = [.. state.Request.Instances.Select(instance => Name(instance, ids))] };
    }

    /// <summary>Changes what may change; false when there is no such context.</summary>
    public bool Update(UpdateAppContext command)
    {
        if (state.Phase != AppContextPhase.Active)
        {
            return false;
        }

        var instances = state.Request!.Instances.ToBuilder();
        for (var place = 0; place < command.Instances.Length; place++)
        {
            var given = command.Instances[place];
            var target = Find(instances, given.InstanceId) ?? place;
            if (given.Location is not null && target < instances.Count)
            {
                instances[target] = instances[target] with { Location = given.Location };
            }
        }

        state.Request = state.Request with
        {
            CallbackReference = command.CallbackReference ?? state.Request.CallbackReference,
            Instances = instances.ToImmutable(),
        };
        return true;
    }

    /// <summary>The context is going; it will be gone once this is saved.</summary>
    /// <param name="releaseTicket">The host's ticket of the release.</param>
    /// <param name="tells">Whether the device application is to be notified.</param>
    public void BeginDeletion(long releaseTicket, bool tells = false)
    {
        (state.Phase, state.ReleaseTicket) = (AppContextPhase.Deleting, releaseTicket);
        if (tells && state.Request!.CallbackReference is not null)
        {
            (state.TellsEnd, state.Notifications) = (true, state.Notifications + 1);
        }
    }

    /// <summary>The notification of its end; null when nobody is to be told.</summary>
    public NotificationOrder? End => state.TellsEnd
        ? new NotificationOrder(state.Notifications, state.Request!.CallbackReference!, Notification.Deleted)
        : null;

    /// <summary>Whether notifications may wait that are of no use after its end.</summary>
    public bool MayBeNotified => state.Notifications > 0 || state.Request is { CallbackReference: not null, LocationUpdates: true };

    /// <summary>What is to be done about a host's ticket.</summary>
    public SettleStep Settle(SettleQuery query) => (state.Phase, query.Kind) switch
    {
        (AppContextPhase.None, _) => SettleStep.GiveUp,
        (AppContextPhase.Creating, _) => SettleStep.Withdraw,
        (_, PendingKind.Release) when FindDeparture(query) is not null => SettleStep.FinishDeparture,
        (AppContextPhase.Active, PendingKind.Reservation) when Holds(query) => SettleStep.Confirm,
        (AppContextPhase.Active, PendingKind.Release) => SettleStep.Fence,
        (AppContextPhase.Deleting, PendingKind.Release) when query.Host == state.Placement!.Host && query.Ticket == state.ReleaseTicket => SettleStep.FinishDeletion,

        // A deletion that stopped half-way gave its key rate back before this ticket's own reservation of it may have run.
        (AppContextPhase.Deleting, _) => SettleStep.GiveUp,
        _ => query.Host == state.Placement?.Host ? SettleStep.Drop : SettleStep.CloseThere,
    };

    private bool Holds(SettleQuery query) => state.Placement == new AppPlacement(query.Host, query.Ticket);

    // An update changes the stored request and not its fingerprint.
    private bool IsSame(AppContextRequest request, string fingerprint) =>
        fingerprint.Length > 0 && state.Fingerprint is { Length: > 0 } stored ? fingerprint == stored : IsRepeat(request);

    // The stored request has instance ids where the repeated one leaves them open.
    private bool IsRepeat(AppContextRequest request) =>
        request.Instances.Length == state.Request!.Instances.Length
        && state.Request.AsksTheSameAs(request with
        {
            Instances = [.. request.Instances.Select((instance, place) => instance with { InstanceId = instance.InstanceId ?? state.Request.Instances[place].InstanceId })],
        });

    private static UserAppInstance Name(UserAppInstance instance, IIdSource ids) =>
        instance.InstanceId is null ? instance with { InstanceId = ids.NewId().ToString("N") } : instance;

    private static int? Find(ImmutableArray<UserAppInstance>.Builder instances, string? instanceId)
    {
        for (var place = 0; instanceId is not null && place < instances.Count; place++)
        {
            if (instances[place].InstanceId == instanceId)
            {
                return place;
            }
        }

        return null;
    }
}
