using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;
using Orleans.Runtime.MembershipService.SiloMetadata;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Notifications;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments;

namespace QkdMec.Silo.Hosting;

/// <summary>One Orleans silo in this process: for every site and MEC host of the scenario, or for those of one machine of a deployment.</summary>
internal sealed class GrainHost : IGrainHost
{
    /// <summary>The cluster's and the service's id of a process of its own; the service's id stands in every stored state and must not change.</summary>
    private const string SystemId = "qkdmec";

    private readonly IHost host;
    private readonly NetworkKeepers keepers = new();

    private GrainHost(IHost host) => this.host = host;

    /// <summary>Why this build cannot run a machine of a deployment: it can.</summary>
    public static string? WhyNoDeployment => null;

    /// <inheritdoc/>
    public IGrainFactory Grains => host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts the silo, or what calls the silos of other machines.</summary>
    /// <param name="parts">What is to run.</param>
    /// <param name="more">Further registrations; they come last and so win.</param>
    /// <exception cref="StartupException">The database of grain state cannot be used.</exception>
    public static async Task<IGrainHost> StartAsync(SystemParts parts, Action<IServiceCollection>? more = null) => parts.Plan.Process switch
    {
        MachinePlan { IsSilo: false } machine => await ClusterClient.ConnectAsync(parts, machine),
        MachinePlan machine => await StartMemberAsync(parts, machine, more),
        _ => await StartAloneAsync(parts, more),
    };

    /// <inheritdoc/>
    public IServiceProvider ServicesOf(SiteId site) => host.Services;

    /// <inheritdoc/>
    public IServiceProvider ServicesOf(HostId one) => host.Services;

    /// <inheritdoc/>
    public bool CanAddSites => false;

    /// <inheritdoc/>
    public Task AddSiteAsync(SitePlan site) => throw new StartupException($"site '{site.Id}' needs a silo that was started for it");

    /// <inheritdoc/>
    public async Task FollowTopologyAsync()
    {
        await keepers.FollowAsync(host.Services.GetRequiredService<NetworkKeeper>());
        keepers.Watch(host.Services.GetRequiredService<HostKeeper>());
        keepers.Watch(host.Services.GetRequiredService<NotificationKeeper>());
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken deadline)
    {
        await keepers.DisposeAsync();
        await host.StopAsync(deadline);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await keepers.DisposeAsync();
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
        else
        {
            host.Dispose();
        }
    }

    private static async Task<IGrainHost> StartMemberAsync(SystemParts parts, MachinePlan machine, Action<IServiceCollection>? more)
    {
        var postgres = ClusterSettings.DatabaseOf(parts.Plan);
        await StateDatabase.RequireAsync(postgres, CancellationToken.None);
        return await StartAsync(parts, more, silo =>
        {
            silo.Join(machine, postgres, parts.Node!);
            if (machine.Gateway is not null)
            {
                silo.AddOutgoingGrainCallFilter<RefusedCallRetry>();
            }

            silo.AddGrainState(postgres);
        });
    }

    private static async Task<IGrainHost> StartAloneAsync(SystemParts parts, Action<IServiceCollection>? more)
    {
        var postgres = PostgresOf(parts.Plan.Options);
        if (postgres is not null)
        {
            await StateDatabase.PrepareAsync(postgres, CancellationToken.None);
        }

        return await StartAsync(parts, more, silo =>
        {
            var (siloPort, gatewayPort) = (FreePort(), FreePort());
            silo.UseLocalhostClustering(siloPort, gatewayPort, new IPEndPoint(IPAddress.Loopback, siloPort), SystemId, SystemId);
            silo.UseSiloMetadata(PlacesOfSilos.Of(
                parts.Plan.Sites.Select(site => site.Id), parts.Plan.Sites.Select(site => site.Listener), parts.Plan.Hosts.Select(one => one.Id)).ToDictionary());
            silo.AddGrainState(postgres);
        });
    }

    private static async Task<IGrainHost> StartAsync(SystemParts parts, Action<IServiceCollection>? more, Action<ISiloBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleans(silo =>
        {
            ConfigureCalls(silo);
            configure(silo);
        });
        builder.Services.AddSilo(parts, parts.Plan.Sites, parts.Plan.Hosts);
        more?.Invoke(builder.Services);
        var host = new GrainHost(builder.Build());
        try
        {
            host.OpenVaults(parts.Plan.Sites);
            await host.host.StartAsync();
            return host;
        }
        catch (OrleansClusterConnectivityCheckFailedException fault)
        {
            // Left as it is: a silo whose services go while its membership looks for others makes Orleans end the process at once.
            throw NotJoined(fault);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    // Before the silo says anything: a vault that cannot be opened is the one thing to read then.
    private void OpenVaults(IEnumerable<SitePlan> sites)
    {
        foreach (var site in sites)
        {
            ServicesOf(site.Id).GetRequiredKeyedService<IKeyVault>(site.Id);
        }
    }

    private static StartupException NotJoined(OrleansClusterConnectivityCheckFailedException fault) => new(
        $"this machine cannot join the cluster, for members that run do not answer it or do not take its certificate: {fault.Message.ReplaceLineEndings(" ")}", fault);

    private static void ConfigureCalls(ISiloBuilder silo)
    {
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ClusterSettings.ResponseTimeout);
        silo.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ClusterSettings.ResponseTimeout);
        if (GrainCallSpans.IsOn)
        {
            silo.AddActivityPropagation();
        }
    }

    private static string? PostgresOf(SystemOptions options) => options.Storage switch
    {
        null or StorageKind.Memory => null,
        StorageKind.Postgres => options.Postgres
            ?? throw new StartupException($"--storage postgres: set {CommandLine.PostgresVariable} to the connection string of the database"),
        _ => throw new StartupException("--storage sqlite: this build runs grains on Orleans; give memory or postgres"),
    };

    /// <summary>The silo's own ports are for this process alone, so any free ones will do.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
