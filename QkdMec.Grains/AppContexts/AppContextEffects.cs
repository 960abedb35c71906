using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.Notifications.Locations;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Grains.AppContexts;

/// <summary>What a context does to other grains; every call is bounded and can be repeated.</summary>
internal sealed class AppContextEffects(ContextId id, MecOptions options, TimeProvider time, IGrainFactory grains)
{
    /// <summary>Looks the application up.</summary>
    public Task<FindOutcome> FindAsync(AppReference app, CancellationToken cancellationToken) =>
        grains.GetGrain<IAppCatalogGrain>(MecOptions.System).FindAsync(app, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Looks up the application that the context has, even after it was removed; null when nothing is known of it.</summary>
    public Task<CatalogApp?> RecallAsync(string appDId, CancellationToken cancellationToken) =>
        grains.GetGrain<IAppCatalogGrain>(MecOptions.System).RecallAsync(appDId, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Asks the orchestrator for a host.</summary>
    public Task<PlacementOutcome> PlaceAsync(PlacementRequest request, CancellationToken cancellationToken) =>
        grains.GetGrain<IOrchestratorGrain>(MecOptions.System).PlaceAsync(request, cancellationToken).WaitAsync(options.CallWithin * 2, time, cancellationToken);

    /// <summary>Binds the security context on a host and enters the context into the host's index.</summary>
    public async Task BindAsync(HostId host, CatalogApp app, CancellationToken cancellationToken)
    {
        var indexed = Index(host).AddAsync([id.Value], cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        var bound = Security(host).BindAsync(new SecurityContextBinding(id, app.Identity.Name, app.Function), cancellationToken)
            .WaitAsync(options.CallWithin, time, cancellationToken);
        await Task.WhenAll(indexed, bound);
    }

    /// <summary>Tells the host that its reservation is in use.</summary>
    public Task ConfirmAsync(AppPlacement placement, CancellationToken cancellationToken) =>
        Host(placement.Host).ConfirmAsync(placement.Ticket, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Tells the host that the context intends to go.</summary>
    public Task<long> BeginReleaseAsync(AppPlacement placement, string appDId, int move, CancellationToken cancellationToken) =>
        Host(placement.Host).BeginReleaseAsync(new HostRelease(id, appDId, placement.Ticket) { Move = move }, cancellationToken)
            .WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Tells the host that the context is gone.</summary>
    public Task FinishReleaseAsync(HostId host, long ticket, CancellationToken cancellationToken) =>
        Host(host).FinishReleaseAsync(ticket, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Destroys the security context on a host and takes the context out of the host's index.</summary>
    public Task CloseAsync(HostId host, CancellationToken cancellationToken) => Task.WhenAll(
        Security(host).CloseAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken),
        Index(host).RemoveAsync(id.Value, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken));

    /// <summary>Whether a host is given up: what it still has is cleared when it returns, which is after this.</summary>
    public async Task<bool> IsGivenUpAsync(HostId host, CancellationToken cancellationToken)
    {
        var roster = await grains.GetGrain<IHostRegistryGrain>(MecOptions.System).ListAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        return roster.Find(host) is null or { IsDown: true };
    }

    /// <summary>Lets a security context that moved away finish what runs, and then takes the context out of the host's index, which is all that knows of it once the host is given up.</summary>
    public async Task RetireAsync(HostId host, CancellationToken cancellationToken)
    {
        await Security(host).RetireAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        await Index(host).RemoveAsync(id.Value, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
    }

    /// <summary>As <see cref="CloseAsync"/>, but in the order of <see cref="RetireAsync"/>.</summary>
    public async Task CloseStrayAsync(HostId host, CancellationToken cancellationToken)
    {
        await Security(host).CloseAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
        await Index(host).RemoveAsync(id.Value, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);
    }

    /// <summary>Has the device application told where the application is available, whenever that changes.</summary>
    public Task WatchLocationsAsync(string appDId, CancellationToken cancellationToken) =>
        grains.GetGrain<ILocationWatchGrain>(appDId).JoinAsync(id, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Has it told no more of that.</summary>
    public Task UnwatchLocationsAsync(string appDId, CancellationToken cancellationToken) =>
        grains.GetGrain<ILocationWatchGrain>(appDId).LeaveAsync(id, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Has the device application told something; once this returns it will be, or there is a dead letter.</summary>
    public Task NotifyAsync(NotificationOrder order, CancellationToken cancellationToken) =>
        grains.GetGrain<INotifierGrain>(id.Value).QueueAsync(order, cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Takes back what the device application was not told yet.</summary>
    public Task EndNotificationsAsync(CancellationToken cancellationToken) =>
        grains.GetGrain<INotifierGrain>(id.Value).CloseAsync(cancellationToken).WaitAsync(options.CallWithin, time, cancellationToken);

    /// <summary>Gives back the key rate of the placement by that move.</summary>
    public Task ReleaseRateAsync(int move, CancellationToken cancellationToken) =>
        grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).ReleaseRateAsync(id.HolderOf(move), cancellationToken)
            .WaitAsync(options.CallWithin, time, cancellationToken);

    private IMecHostGrain Host(HostId host) => grains.GetGrain<IMecHostGrain>(host.ToGrainKey());

    private IContextIndexGrain Index(HostId host) => grains.GetGrain<IContextIndexGrain>(host.ToGrainKey());

    private ISecurityContextGrain Security(HostId host) => grains.GetGrain<ISecurityContextGrain>($"{host.ToGrainKey()}/{id}");
}
