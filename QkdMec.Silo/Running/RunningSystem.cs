using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Operator;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Entropy;
using QkdMec.Silo.Hosting;
using QkdMec.Telemetry.Http;

namespace QkdMec.Silo.Running;

/// <summary>A whole system in this process: its grains and its listeners, in the order in which they need one another.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private readonly SystemParts parts;
    private readonly GatewayListener gateway;
    private readonly IGrainHost host;
    private readonly Listeners listeners = new();
    private readonly TopologyDeployment deployment;

    private RunningSystem(SystemParts parts, GatewayListener gateway, IGrainHost host)
    {
        this.parts = parts;
        this.gateway = gateway;
        this.host = host;
        deployment = new TopologyDeployment(parts, host, listeners, AddCommon);
    }

    /// <summary>Starts everything; nothing is left running when it fails.</summary>
    /// <param name="plan">What is to run.</param>
    /// <param name="data">Where it is kept.</param>
    /// <param name="logging">Where everything logs.</param>
    /// <param name="startGrains">Starts the grains; by default as the build's grain host does.</param>
    /// <exception cref="StartupException">A part cannot start.</exception>
    public static async Task<RunningSystem> StartAsync(
        SystemPlan plan, DataDirectory data, ILoggerFactory logging, Func<SystemParts, Task<IGrainHost>>? startGrains = null)
    {
        var gateway = new GatewayListener(plan, data);
        var parts = new SystemParts(plan, MecPlan.OptionsOf(plan), data, SystemCertificates.Open(plan, data, TimeProvider.System), logging);
        var system = new RunningSystem(parts, gateway, await (startGrains?.Invoke(parts) ?? GrainHost.StartAsync(parts)));
        try
        {
            system.OpenVaults();
            await system.host.FollowTopologyAsync();
            system.InstallModules();
            await new FirstStart(plan, data, system.host.Grains).OnboardAsync(CancellationToken.None);
            await system.ListenAsync();
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Completes when a first invocation would work.</summary>
    public Task WhenReadyAsync(CancellationToken stopping) =>
        new Readiness(parts.Plan, host.Grains, TimeProvider.System, parts.Logging.CreateLogger<Readiness>()).WaitAsync(stopping);

    /// <summary>Lets what is in flight end, then ends the grains.</summary>
    public async Task DrainAsync(TimeSpan within)
    {
        using var deadline = new CancellationTokenSource(within);
        await deployment.DisposeAsync();
        await listeners.StopAsync(deadline.Token);
        await host.StopAsync(deadline.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await deployment.DisposeAsync();
        await listeners.DisposeAsync();
        await host.DisposeAsync();
        parts.Certificates.Dispose();
    }

    /// <summary>A vault that cannot be opened stops the start, not the first key.</summary>
    private void OpenVaults()
    {
        foreach (var site in parts.Plan.Sites)
        {
            host.ServicesOf(site.Id).GetRequiredKeyedService<IKeyVault>(site.Id);
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
        var options = parts.Plan.Options;
        await listeners.StartAsync("gateway", options.Gateway, GatewayApplication.Build(gateway.Options, host.Grains, AddGateway));
        if (parts.Plan.ClientSite is { } client)
        {
            await listeners.StartAsync("client perimeter", options.Client, ClientPerimeterListener.Build(parts, client, gateway, AddCommon));
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
