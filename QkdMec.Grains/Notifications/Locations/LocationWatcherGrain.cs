using Microsoft.Extensions.Logging;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>Keeps which applications are watched, and has each of them looked at.</summary>
[Reentrant]
internal sealed partial class LocationWatcherGrain : Grain, ILocationWatcherGrain
{
    private readonly IPersistentState<LocationWatcherState> state;
    private readonly NotificationOptions options;
    private readonly ILogger<LocationWatcherGrain> logger;
    private readonly GroupedWrites writes;
    private readonly HashSet<string> stored = new(StringComparer.Ordinal);
    private bool looks;

    public LocationWatcherGrain(
        [PersistentState("watched")] IPersistentState<LocationWatcherState> state, NotificationOptions options, ILogger<LocationWatcherGrain> logger)
    {
        (this.state, this.options, this.logger) = (state, options, logger);
        writes = new GroupedWrites(WriteAsync);
    }

    private List<string> Apps => state.State.Apps;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        stored.UnionWith(Apps);
        this.RegisterGrainTimer(
            static (self, token) => self.LookAsync(token),
            this,
            new GrainTimerCreationOptions { DueTime = options.LookPeriod, Period = options.LookPeriod, KeepAlive = true });
        return Task.CompletedTask;
    }

    public async Task AddAsync(string appDId, CancellationToken cancellationToken)
    {
        if (stored.Contains(appDId))
        {
            return;
        }

        var place = Apps.BinarySearch(appDId, StringComparer.Ordinal);
        if (place < 0)
        {
            Apps.Insert(~place, appDId);
        }

        // Also when another call has just added it: its write may still be on the way.
        await writes.SaveAsync();
        stored.Add(appDId);
    }

    public Task WakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        if (looks)
        {
            return;
        }

        looks = true;
        try
        {
            foreach (var app in Apps.ToArray())
            {
                await LookAsync(app, cancellationToken);
            }
        }
        finally
        {
            looks = false;
        }
    }

    private async Task LookAsync(string app, CancellationToken cancellationToken)
    {
        try
        {
            var isWanted = await GrainFactory.GetGrain<ILocationWatchGrain>(app).LookAsync(cancellationToken);

            // One that may still get contexts stays, for a context may join right now.
            if (!isWanted && await GrainFactory.GetGrain<IAppCatalogGrain>(MecOptions.System).GetAsync(app, cancellationToken) is null && Apps.Remove(app))
            {
                stored.Remove(app);
                await writes.SaveAsync();
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The edge of the timer: it is looked at again, and the others all the same.
            LogUnseen(app, fault);
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Where application {App} is available cannot be seen; it is looked at again")]
    private partial void LogUnseen(string app, Exception fault);
}
