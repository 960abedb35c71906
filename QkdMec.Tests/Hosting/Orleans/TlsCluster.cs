using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Steps;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Hosting;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts;
using QkdMec.Tests.Hosts.Grains;
using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting;

/// <summary>Silos and clients over real sockets with the product's TLS between them. The list of members is open to everybody, so that only certificates keep strangers out.</summary>
internal sealed class TlsCluster : IAsyncDisposable
{
    private static readonly TimeSpan JoinWithin = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, IHost> hosts = [];
    private readonly List<NodeCredentialHolder> holders = [];
    private readonly RewindableStates states = new();

    public SharedMembership Members { get; } = new();

    /// <summary>The clock by which nodes look for new files.</summary>
    public ManualTimeProvider Time { get; } = new();

    /// <summary>Starts a silo for a site with a certificate; answers its endpoints for silos and for clients.</summary>
    public async Task<(IPEndPoint Silos, IPEndPoint Clients)> StartSiloAsync(string name, string site, string directory)
    {
        var (silos, clients) = (new IPEndPoint(IPAddress.Loopback, FreePorts.Take()), new IPEndPoint(IPAddress.Loopback, FreePorts.Take()));
        var builder = Builder();
        builder.UseOrleans(silo =>
        {
            silo.Configure<SiloOptions>(options => options.SiloName = name);
            silo.ConfigureEndpoints(IPAddress.Loopback, silos.Port, clients.Port);
            silo.Configure<ClusterMembershipOptions>(options => options.MaxJoinAttemptTime = JoinWithin);
            silo.Configure<ClusterOptions>(Identify);
            silo.UseSiloMetadata(new Dictionary<string, string> { [KeyPlacement.SitesKey] = site });
            silo.Services.KeepGrains(type => type == typeof(CounterGrain) || type == typeof(StepJournalGrain)).AddKeyPlacement();
            silo.Services.AddSingleton<IMembershipTable>(Members).AddSingleton<IGrainStorage>(new TestGrainStorage(states));
            silo.Services.AddSingleton<IFatalErrorHandler, SurvivedFaults>();
            silo.UseClusterSecurity(Hold(directory));
        });
        await StartAsync(name, builder);
        return (silos, clients);
    }

    /// <summary>References whose calls start in a silo, outside its grains.</summary>
    public IGrainFactory GrainsOf(string name) => hosts[name].Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts a client with a certificate.</summary>
    public async Task<IGrainFactory> StartClientAsync(string directory)
    {
        var builder = Builder();
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(Identify);
            client.Services.AddSingleton<IGatewayListProvider>(Members);
            client.UseClusterTls(Hold(directory));
            client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
        });
        return (await StartAsync("client", builder)).Services.GetRequiredService<IGrainFactory>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts.Values.Reverse())
        {
            await ((IAsyncDisposable)host).DisposeAsync();
        }

        holders.ForEach(holder => holder.Dispose());
    }

    private static HostApplicationBuilder Builder() => Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());

    private static void Identify(ClusterOptions options) => (options.ClusterId, options.ServiceId) = ("test", "test");

    private NodeCredentialHolder Hold(string directory)
    {
        var holder = new NodeCredentialHolder(directory, Time, NullLogger<NodeCredentialHolder>.Instance);
        holders.Add(holder);
        return holder;
    }

    private async Task<IHost> StartAsync(string name, HostApplicationBuilder builder)
    {
        var host = hosts[name] = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }
}
