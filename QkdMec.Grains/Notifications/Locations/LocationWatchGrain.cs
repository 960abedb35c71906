using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>
/// Watches one application. The contexts stand in a tree of bounded nodes; a change is stored before anybody is told of it, and how far the telling came is stored
/// page by page, so that a crash neither forgets it nor begins it anew.
/// </summary>
[Reentrant]
internal sealed partial class LocationWatchGrain : Grain, ILocationWatchGrain
{
    private const int Page = 32;

    private readonly IPersistentState<LocationWatchState> state;
    private readonly ILogger<LocationWatchGrain> logger;
    private readonly GroupedWrites writes;
    private bool looks;

    public LocationWatchGrain([PersistentState("locations")] IPersistentState<LocationWatchState> state, ILogger<LocationWatchGrain> logger)
    {
        (this.state, this.logger) = (state, logger);
        writes = new GroupedWrites(WriteAsync);
    }

    private LocationWatch Watch => new(state.State);

    private string App => this.GetPrimaryKeyString();

    // A tree of its own beside those of hosts, whose names are no 'watch/…'.
    private IContextIndexGrain Contexts => GrainFactory.GetGrain<IContextIndexGrain>($"~watch/{App}");

    public async Task JoinAsync(ContextId context, CancellationToken cancellationToken)
    {
        // In this order: a crash between leaves an application that nobody wants to hear of, and no context that hears nothing.
        await GrainFactory.GetGrain<ILocationWatcherGrain>(MecOptions.System).AddAsync(App, cancellationToken);
        if (Watch.IsNew && Watch.Take(await FindAsync(cancellationToken)))
        {
            await writes.SaveAsync();
        }

        await Contexts.AddAsync([context.Value], cancellationToken);
    }

    public Task LeaveAsync(ContextId context, CancellationToken cancellationToken) => Contexts.RemoveAsync(context.Value, cancellationToken);

    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (looks)
        {
            return true;
        }

        looks = true;
        try
        {
            if (Watch.Take(await FindAsync(cancellationToken)))
            {
                await writes.SaveAsync();
            }

            while (Watch.IsTelling)
            {
                await TellPageAsync(cancellationToken);
            }

            return !(await Contexts.ListAsync("", 1, cancellationToken)).IsEmpty;
        }
        finally
        {
            looks = false;
        }
    }

    // An application that was taken out of the catalogue is available nowhere.
    private async Task<ImmutableArray<HostLocation>> FindAsync(CancellationToken cancellationToken) =>
        await GrainFactory.GetGrain<IAppCatalogGrain>(MecOptions.System).GetAsync(App, cancellationToken) is { } app
            ? await GrainFactory.GetGrain<IOrchestratorGrain>(MecOptions.System).ListAvailableAsync(app, cancellationToken)
            : [];

    private async Task TellPageAsync(CancellationToken cancellationToken)
    {
        var page = await Contexts.ListAsync(state.State.ToldUpTo, Page, cancellationToken);
        await Task.WhenAll(page.Select(context => TellAsync(context, cancellationToken)));
        Watch.Told(page);
        await writes.SaveAsync();
    }

    private async Task TellAsync(string id, CancellationToken cancellationToken)
    {
        var context = GrainFactory.GetGrain<IAppContextGrain>(id);
        if (await context.GetAsync(cancellationToken) is { } view)
        {
            if (view.Request is { LocationUpdates: true, CallbackReference: { } callback })
            {
                await GrainFactory.GetGrain<INotifierGrain>(id).QueueAsync(Watch.OrderTo(callback), cancellationToken);
            }
        }
        else if (await context.GetOwnerAsync(cancellationToken) is null)
        {
            // It was never made, or its end was not told here.
            LogStray(id, App);
            await LeaveAsync(new ContextId(id), cancellationToken);
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await state.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            // What is in memory may not be what is stored: the next call must read it again.
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Context {Context} is not there and hears no more where application {App} is available")]
    private partial void LogStray(string context, string app);
}
