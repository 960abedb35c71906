using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QkdMec.Client.ReverseProxies;
using QkdMec.Client.Saes;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Silo.Composition;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.DataDirectories;
using QkdMec.Silo.Entropy;
using QkdMec.Silo.Hosting;
using QkdMec.Silo.Running;
using QkdMec.Silo.Scenarios;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Embedded.Leaks;

/// <summary>
/// The system of the default scenario, with a client perimeter that reaches the gateway through a proxy, and with everything kept that
/// leaves a place where secrets may be: bytes on the wire, frames between silos, logs, measurements, activities, files.
/// </summary>
internal sealed class TappedSystem : IAsyncDisposable
{
    private const string ClientSae = "sae-hospital";

    /// <summary>A start that takes longer hangs.</summary>
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("qkdmec-tapped");
    private readonly ILoggerFactory logging;
    private DataDirectory? data;
    private RunningSystem? system;
    private IGrainHost? grains;
    private WebApplication? gateway;
    private WebApplication? perimeter;

    private TappedSystem() => logging = Logs.CreateFactory();

    public KnownSecrets Secrets { get; } = new();

    public RecordingProxy Proxy { get; } = new();

    public CallRecorder Calls { get; } = new();

    public LogCapture Logs { get; } = new();

    public TelemetryCapture Telemetry { get; } = new();

    /// <summary>Where everything is written.</summary>
    public string Folder => folder.FullName;

    /// <summary>Where client apps send their requests.</summary>
    public Uri ReverseProxy => AddressOf(perimeter!);

    /// <summary>The gateway itself, past the proxy.</summary>
    public Uri Gateway => AddressOf(gateway!);

    /// <summary>Starts it and waits until there is key.</summary>
    public static async Task<TappedSystem> StartAsync(CancellationToken cancellationToken)
    {
        var tapped = new TappedSystem();
        try
        {
            await tapped.StartSystemAsync(cancellationToken);
            await tapped.StartPerimetersAsync(cancellationToken);
            return tapped;
        }
        catch
        {
            await tapped.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends everything but keeps the files.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await perimeter!.StopAsync(cancellationToken);
        await gateway!.StopAsync(cancellationToken);
        await system!.DrainAsync(TimeSpan.FromSeconds(5));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { perimeter, gateway, system, Proxy }.OfType<IAsyncDisposable>())
        {
            await part.DisposeAsync();
        }

        data?.Dispose();
        Telemetry.Dispose();
        logging.Dispose();
        folder.Delete(recursive: true);
    }

    private static Uri AddressOf(WebApplication application) =>
        new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private void AddCommon(IServiceCollection services) =>
        services.AddSingleton(logging).AddSingleton<IEntropySource, SystemEntropySource>().AddSingleton<IIdSource, RandomIdSource>();

    private async Task StartSystemAsync(CancellationToken cancellationToken)
    {
        var ports = FreePorts.Take(4);
        var options = new SystemOptions
        {
            DataDirectory = Path.Combine(Folder, "data"),
            Gateway = new Uri($"http://127.0.0.1:{ports[0]}"),
            Client = new Uri($"http://127.0.0.1:{ports[1]}"),
            KmePort = ports[2],
        };
        data = DataDirectory.Open(options.DataDirectory);
        system = await RunningSystem.StartAsync(new SystemPlan(ScenarioLibrary.Load(options.Scenario), options), data, logging, StartGrainsAsync);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReadyWithin);
        await system.WhenReadyAsync(limit.Token);
    }

    private async Task<IGrainHost> StartGrainsAsync(SystemParts parts) => grains = await GrainHost.StartAsync(parts, Calls, services => Observe(parts, services));

    // Vaults and the SAEs' key clients are where key bytes may be; what they hold is noted on the way in.
    private void Observe(SystemParts parts, IServiceCollection services)
    {
        foreach (var site in parts.Plan.Sites.Where(site => services.Any(service => service.IsKeyedService && service.ServiceType == typeof(IKeyVault) && Equals(service.ServiceKey, site.Id))))
        {
            services.Decorate<IKeyVault>(site.Id, vault => new RecordingVault(vault, Secrets));
        }

        foreach (var host in parts.Plan.Hosts)
        {
            services.AddKeyedSingleton<IKeyClient>(host.Id, (_, _) => KeyClientOf(host.Id.Site, host.Sae));
        }
    }

    private RecordingKeyClient KeyClientOf(SiteId site, SaeId sae) =>
        new(new DeliveryKeyClient(() => grains!.ServicesOf(site).GetRequiredKeyedService<KeyDelivery>(site), sae), Secrets);

    private async Task StartPerimetersAsync(CancellationToken cancellationToken)
    {
        var proxied = new Uri($"http://{Proxy.Endpoint}");
        var anyPort = new Uri("http://127.0.0.1:0");
        gateway = GatewayApplication.Build(new GatewayOptions { Address = anyPort, PublicBaseAddress = proxied }, grains!.Grains, AddCommon);
        await gateway.StartAsync(cancellationToken);
        Proxy.Target = new IPEndPoint(IPAddress.Loopback, Gateway.Port);
        perimeter = ClientPerimeter.Build(
            new ClientPerimeterOptions
            {
                Address = anyPort,
                Gateway = proxied,
                DeviceAppId = "hospital-gateway",
                Sae = new SaeOptions { Sae = ClientSae, Keys = KeyClientOf(SiteId.Parse("hospital"), SaeId.Parse(ClientSae)) },
                DataDirectory = Path.Combine(Folder, "client"),
            },
            AddCommon);
        await perimeter.StartAsync(cancellationToken);
    }
}
