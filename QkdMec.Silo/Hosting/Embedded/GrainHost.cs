using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Calls;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.Hosting;

/// <summary>Virtual silos in this process: one per site, one per MEC host, one for grains that belong to no site (ADR 0001).</summary>
internal sealed class GrainHost : IGrainHost
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    private readonly GrainCluster cluster;
    private readonly IGrainStateStore store;
    private readonly Action<IServiceCollection>? more;
    private readonly ConcurrentDictionary<SiteId, GrainSilo> sites = new();
    private readonly Dictionary<HostId, GrainSilo> hosts = [];
    private readonly SystemParts parts;
    private readonly NetworkKeepers keepers = new();

    private GrainHost(SystemParts parts, IGrainStateStore store, ICallTap? tap, Action<IServiceCollection>? more)
    {
        (this.parts, this.store, this.more) = (parts, store, more);
        cluster = new GrainCluster(new GrainClusterOptions { Assemblies = [typeof(SiteId).Assembly], ResponseTimeout = ResponseTimeout, Tap = tap });
        StartSilo("mec", ImmutableDictionary<string, string>.Empty, [], []);
        foreach (var site in parts.Plan.Sites)
        {
            StartSite(site);
        }

        foreach (var host in parts.Plan.Hosts)
        {
            hosts[host.Id] = StartSilo($"host {host.Id}", Metadata(KeyPlacement.HostsKey, host.Id.ToGrainKey()), [], [host]);
        }

        Grains = cluster.CreateClient("gateway");
    }

    /// <inheritdoc/>
    public IGrainFactory Grains { get; }

    /// <summary>Why this build cannot run a machine of a deployment.</summary>
    public static string? WhyNoDeployment => "this build runs all grains in one process; build with -p:GrainHost=Orleans to run on several machines";

    /// <summary>Starts the silos.</summary>
    /// <param name="parts">What the silos share.</param>
    /// <param name="tap">Sees every frame that crosses between silos.</param>
    /// <param name="more">Further registrations of each silo; they come last and so win.</param>
    /// <exception cref="StartupException">The state cannot be opened.</exception>
    public static Task<IGrainHost> StartAsync(SystemParts parts, ICallTap? tap = null, Action<IServiceCollection>? more = null) =>
        Task.FromResult<IGrainHost>(new GrainHost(parts, OpenStore(parts), tap, more));

    /// <inheritdoc/>
    public IServiceProvider ServicesOf(SiteId site) => sites[site].Services;

    /// <inheritdoc/>
    public IServiceProvider ServicesOf(HostId host) => hosts[host].Services;

    /// <inheritdoc/>
    public bool CanAddSites => true;

    /// <inheritdoc/>
    public async Task AddSiteAsync(SitePlan site)
    {
        // A start that failed half-way is taken up where it stands.
        var silo = sites.TryGetValue(site.Id, out var begun) ? begun : StartSite(site);
        silo.Services.GetRequiredKeyedService<IKeyVault>(site.Id);
        await keepers.FollowAsync(silo.Services.GetRequiredService<NetworkKeeper>());
    }

    /// <inheritdoc/>
    public async Task FollowTopologyAsync()
    {
        foreach (var silo in cluster.Silos)
        {
            await keepers.FollowAsync(silo.Services.GetRequiredService<NetworkKeeper>());
        }

        keepers.Watch(cluster.Silos[0].Services.GetRequiredService<HostKeeper>());
        keepers.Watch(cluster.Silos[0].Services.GetRequiredService<NotificationKeeper>());
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken deadline)
    {
        await keepers.DisposeAsync();
        await cluster.StopAsync(deadline);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await keepers.DisposeAsync();
        await cluster.DisposeAsync();
        if (store is IAsyncDisposable closing)
        {
            await closing.DisposeAsync();
        }
    }

    private static ImmutableDictionary<string, string> Metadata(string key, string value) =>
        ImmutableDictionary<string, string>.Empty.Add(key, value);

    private static IGrainStateStore OpenStore(SystemParts parts)
    {
        try
        {
            return parts.Plan.Options.Storage switch
            {
                null or StorageKind.Sqlite => SqliteStateStore.Open(parts.Data.StateDatabase),
                StorageKind.Memory => new MemoryStateStore(),
                _ => throw new StartupException("--storage postgres: this build runs grains in process; give sqlite or memory, or build with -p:GrainHost=Orleans"),
            };
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException)
        {
            throw new StartupException($"grain state in '{parts.Data.StateDatabase}' cannot be opened: {fault.Message}", fault);
        }
    }

    private GrainSilo StartSite(SitePlan site) => sites[site.Id] = StartSilo(
        $"site {site.Id}", Metadata(KeyPlacement.SitesKey, site.Id.Value).Add(KeyPlacement.ListenersKey, site.Listener.ToGrainKey()), [site], []);

    private GrainSilo StartSilo(string name, ImmutableDictionary<string, string> metadata, SitePlan[] of, HostPlan[] run) =>
        cluster.StartSilo(new SiloDefinition(name, metadata, services =>
        {
            services.AddSingleton(store).AddSilo(parts, of, run);
            if (GrainCallSpans.IsOn)
            {
                services.AddSingleton<IIncomingGrainCallFilter>(new GrainCallSpans(name));
            }

            more?.Invoke(services);
        }));
}
