using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Operator;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Deployments.Provisioning;
using QkdMec.Silo.Entropy;
using QkdMec.Silo.Hosting;
using QkdMec.Telemetry.Http;

namespace QkdMec.Silo.Running;

/// <summary>A whole system in this process: its grains and its listeners, in the order in which they need one another.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private const int VaultsAtOnce = 16;

    /// <summary>What the silo has to leave its cluster, however long requests took: with them, below the 10 s after which the process is gone.</summary>
    private static readonly TimeSpan LeastLeaveTime = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(9);

    private readonly SystemParts parts;
    private readonly GatewayListener gateway;
    private readonly IGrainHost host;
    private readonly HealthListener health;
    private readonly MachineProbe probe;
    private readonly CertificateEnds ends;
    private readonly Listeners listeners = new();
    private readonly TopologyDeployment deployment;

    private RunningSystem(SystemParts parts, GatewayListener gateway, IGrainHost host, HealthListener health)
    {
        (this.parts, this.gateway, this.host, this.health) = (parts, gateway, host, health);
        ends = new CertificateEnds(parts.Data.Root, TimeProvider.System, parts.Logging.CreateLogger<CertificateEnds>());
        probe = new MachineProbe(parts.Plan, host, TimeProvider.System, parts.Logging.CreateLogger<MachineProbe>());
        deployment = new TopologyDeployment(parts, host, listeners, AddCommon);
    }

    /// <summary>Starts everything; nothing is left running when it fails.</summary>
    /// <param name="plan">What is to run.</param>
    /// <param name="data">Where it is kept.</param>
    /// <param name="logging">Where everything logs.</param>
    /// <param name="startGrains">Starts the grains; by default as the build's grain host does.</param>
    /// <param name="stopping">Ends a start that waits for other machines.</param>
    /// <exception cref="StartupException">A part cannot start.</exception>
    public static async Task<RunningSystem> StartAsync(
        SystemPlan plan, DataDirectory data, ILoggerFactory logging, Func<SystemParts, Task<IGrainHost>>? startGrains = null, CancellationToken stopping = default)
    {
        var gateway = new GatewayListener(plan, data);
        var health = await HealthListener.StartAsync(plan.Process, logging);
        var parts = PartsOf(plan, data, logging) with { Stopping = stopping };
        var system = default(RunningSystem);
        try
        {
            system = new RunningSystem(parts, gateway, await (startGrains?.Invoke(parts) ?? GrainHost.StartAsync(parts)), health);
            await system.BeginAsync();
            return system;
        }
        catch
        {
            await (system?.DisposeAsync() ?? health.DisposeAsync());
            throw;
        }
    }

    private static SystemParts PartsOf(SystemPlan plan, DataDirectory data, ILoggerFactory logging) =>
        new(plan, MecPlan.OptionsOf(plan), data, SystemCertificates.Open(plan, data, TimeProvider.System), logging)
        {
            Node = plan.Process.MachineName is null
                ? null
                : new NodeCredentialHolder(new MachineFolder(data.Root).Cluster, TimeProvider.System, logging.CreateLogger<NodeCredentialHolder>()),
        };

    /// <summary>Completes when a first invocation would work, or on a machine of several when that does its part.</summary>
    public Task WhenReadyAsync(CancellationToken stopping) => parts.Plan.Process.MachineName is not null
        ? probe.WaitAsync(stopping)
        : new Readiness(parts.Plan, host.Grains, TimeProvider.System, parts.Logging.CreateLogger<Readiness>()).WaitAsync(stopping);

    /// <summary>Lets what is in flight end, then ends the grains.</summary>
    public async Task DrainAsync(TimeSpan within)
    {
        health.Ending();
        var since = TimeProvider.System.GetTimestamp();
        using var deadline = new CancellationTokenSource(within);
        await deployment.DisposeAsync();
        await listeners.StopAsync(deadline.Token);

        // A silo that leaves its cluster in order is not missed by the others, and what its grains were asked is answered.
        var left = EndTime - TimeProvider.System.GetElapsedTime(since);
        using var leaving = new CancellationTokenSource(left > LeastLeaveTime ? left : LeastLeaveTime);
        await host.StopAsync(leaving.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await deployment.DisposeAsync();
        await listeners.DisposeAsync();
        await host.DisposeAsync();
        ends.Dispose();
        parts.Node?.Dispose();
        parts.Certificates.Dispose();
        await health.DisposeAsync();
    }

    private async Task BeginAsync()
    {
        await OpenVaultsAsync();
        OpenHosts();
        await host.FollowTopologyAsync();
        InstallModules();
        if (parts.Plan.Process.OnboardsApps)
        {
            await new FirstStart(parts.Plan, parts.Data, host.Grains).OnboardAsync(parts.Stopping);
        }

        await ListenAsync();
        health.Watch(probe);
    }

    /// <summary>A vault that cannot be opened stops the start, not the first key. Side by side: making one is waiting for the disk.</summary>
    private Task OpenVaultsAsync() => Parallel.ForEachAsync(parts.Plan.Sites, new ParallelOptions { MaxDegreeOfParallelism = VaultsAtOnce }, (site, _) =>
    {
        host.ServicesOf(site.Id).GetRequiredKeyedService<IKeyVault>(site.Id);
        return ValueTask.CompletedTask;
    });

    /// <summary>A host that cannot have its workers, for want of an authority's certificate, stops the start and not its first invocation.</summary>
    private void OpenHosts()
    {
        foreach (var one in parts.Plan.Hosts)
        {
            host.ServicesOf(one.Id).GetRequiredService<IHosts>().Require(one.Id);
        }
    }

    /// <summary>Devices that need files or directories of the operator stop the start, not the first block. Simulated ones wait for their first use.</summary>
    private void InstallModules()
    {
        foreach (var link in parts.Plan.Modules.Keys)
        {
            foreach (var site in parts.Plan.Sites.Where(site => link.Joins(site.Kme.Kme)))
            {
                host.ServicesOf(site.Id).GetRequiredKeyedService<IQkdModules>(site.Id).Find(link);
            }
        }
    }

    private async Task ListenAsync()
    {
        await deployment.StartAsync();
        var process = parts.Plan.Process;
        if (process.Gateway is { } address && gateway.Options is { } options)
        {
            await listeners.StartAsync("gateway", address, GatewayApplication.Build(options, host.Grains, AddGateway));
        }

        if (process.Client is { } client && parts.Plan.ClientSite is { } site)
        {
            await listeners.StartAsync("client perimeter", client, ClientPerimeterListener.Build(parts, site, gateway, AddCommon));
        }
    }

    private void AddGateway(IServiceCollection services)
    {
        services.AddSingleton<INetworkDeployment>(deployment);
        AddCommon(services);
    }

    private void AddCommon(IServiceCollection services) =>
        services.AddHttpSpans().AddSingleton(parts.Logging).AddSingleton<IEntropySource, SystemEntropySource>().AddSingleton<IIdSource, RandomIdSource>();
}
