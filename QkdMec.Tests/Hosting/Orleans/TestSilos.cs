using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;
using Orleans.TestingHost;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Hosting;

/// <summary>Silos of Orleans, and a client outside them.</summary>
internal sealed class TestSilos : IAsyncDisposable
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    private readonly HashSet<Type> types;
    private readonly Dictionary<string, TestSilo> silos;
    private readonly Queue<TestSilo> starting;
    private readonly Dictionary<string, string> orleansNames = [];

    // Orleans gives a silo that it starts later the name of one that still runs.
    private readonly Dictionary<string, InProcessSiloHandle> handles = [];
    private readonly InProcessTestCluster cluster;

    private TestSilos(IReadOnlyList<Type> types, IEnumerable<TestSilo> silos)
    {
        this.types = [.. types];
        starting = new Queue<TestSilo>(silos);
        this.silos = starting.ToDictionary(silo => silo.Name);
        var builder = TestClusters.BuilderOf(starting.Count);
        builder.ConfigureSilo((options, silo) => Configure(options.SiloName, silo));
        builder.ConfigureClient(client => client.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout));
        cluster = builder.Build();
    }

    public IGrainFactory Grains => cluster.Client;

    /// <summary>Starts silos that know only the grains among these types.</summary>
    public static async Task<TestSilos> StartAsync(IReadOnlyList<Type> types, IEnumerable<TestSilo> silos)
    {
        var started = new TestSilos(types, silos);
        await started.cluster.DeployAsync();
        foreach (var (name, orleansName) in started.orleansNames)
        {
            started.handles[name] = started.cluster.Silos.Single(silo => silo.Name == orleansName);
        }

        await started.WaitForAllAsync(others => started.handles.All(silo => IsPlaceable(others, silo.Value.SiloAddress, started.silos[silo.Key].Metadata.Count)));
        return started;
    }

    /// <summary>Starts a silo that ended.</summary>
    public async Task StartAsync(string name)
    {
        lock (orleansNames)
        {
            starting.Enqueue(silos[name]);
        }

        var silo = handles[name] = await cluster.StartAdditionalSiloAsync();
        await WaitForAllAsync(others => IsPlaceable(others, silo.SiloAddress, silos[name].Metadata.Count));
    }

    /// <summary>Ends a silo; what was in memory is gone. The others are told, because finding out takes Orleans a minute.</summary>
    public async Task EndAsync(string name)
    {
        var silo = handles[name];
        await cluster.StopSiloAsync(silo);
        await WaitForAllAsync(others => IsGone(others, silo.SiloAddress));
    }

    public ValueTask DisposeAsync() => cluster.EndAsync();

    /// <summary>Whether a silo would place grains on another one, or on itself.</summary>
    internal static bool IsPlaceable(IServiceProvider services, SiloAddress address, int metadata) =>
        services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatus(address) == SiloStatus.Active
        && services.GetRequiredService<IClusterManifestProvider>().Current.Silos.ContainsKey(address)
        && services.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(address).Metadata.Count >= metadata;

    private static bool IsGone(IServiceProvider services, SiloAddress address) =>
        services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatus(address).IsTerminating();

    /// <summary>Waits until every silo sees a change, and the client what is left of the silos.</summary>
    private async Task WaitForAllAsync(Func<IServiceProvider, bool> sees)
    {
        while (!cluster.Silos.All(silo => sees(silo.ServiceProvider)))
        {
            await Grains.LookAroundAsync();
        }

        await Grains.WaitForGatewayAsync();
    }

    private void Configure(string orleansName, ISiloBuilder silo)
    {
        TestSilo mine;
        lock (orleansNames)
        {
            mine = starting.Dequeue();
            orleansNames[mine.Name] = orleansName;
        }

        silo.UseSiloMetadata(mine.Metadata.ToDictionary());
        silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.Services.KeepGrains(types.Contains).KeepRuntimeOnRealTime().AddSingleton<IGrainStorage>(new TestGrainStorage(mine.States));
        mine.Fill(silo.Services);
    }
}
