using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Qkd014;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.Certificates;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Entropy;
using QkdMec.Silo.Hosting;

namespace QkdMec.Silo.Running;

/// <summary>A whole system in this process: its grains and its listeners, in the order in which they need one another.</summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    private readonly SystemParts parts;
    private readonly IGrainHost host;
    private readonly Listeners listeners = new();

    private RunningSystem(SystemParts parts, IGrainHost host)
    {
        this.parts = parts;
        this.host = host;
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
        var parts = new SystemParts(plan, MecPlan.OptionsOf(plan), data, SystemCertificates.Open(plan, data, TimeProvider.System), logging);
        var system = new RunningSystem(parts, await (startGrains?.Invoke(parts) ?? GrainHost.StartAsync(parts)));
        try
        {
            system.OpenVaults();
            await system.host.FollowTopologyAsync();
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
        await listeners.StopAsync(deadline.Token);
        await host.StopAsync(deadline.Token);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
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

    private async Task ListenAsync()
    {
        foreach (var site in parts.Plan.ListeningSites)
        {
            var keys = host.ServicesOf(site.Id).GetRequiredKeyedService<KeyDelivery>(site.Id);
            await listeners.StartAsync($"KME {site.Kme.Kme}", site.KeyAddress!, Qkd014Application.Build(KeyListenerOf(site), keys, AddCommon));
        }

        var options = parts.Plan.Options;
        var gateway = new GatewayOptions
        {
            Address = options.Gateway,
            OtherListeners = [options.Client, .. parts.Plan.ListeningSites.Select(site => site.KeyAddress!)],
            Kmes = parts.Plan.Topology.Kmes,
        };
        await listeners.StartAsync("gateway", options.Gateway, GatewayApplication.Build(gateway, host.Grains, AddCommon));
        if (parts.Plan.ClientSite is { } client)
        {
            await listeners.StartAsync("client perimeter", options.Client, ClientPerimeterListener.Build(parts, client, AddCommon));
        }
    }

    private Qkd014Options KeyListenerOf(SitePlan site) => new()
    {
        Port = site.KeyAddress!.Port,
        ServerCertificate = parts.Certificates.ServerOf(site.Id),
        TrustedRoots = [parts.Certificates.AuthorityOf(site.Id)],
    };

    private void AddCommon(IServiceCollection services) =>
        services.AddSingleton(parts.Logging).AddSingleton<IEntropySource, SystemEntropySource>().AddSingleton<IIdSource, RandomIdSource>();
}
