using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Storage;
using Orleans.TestingHost;
using QkdMec.Grains.Hosting;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Hosting;

/// <summary>The grains of one silo that runs the MEC host <c>edge/edge-1</c>, called from outside it.</summary>
public sealed class EdgeHostFixture : IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> Metadata =
        new Dictionary<string, string> { [KeyPlacement.SitesKey] = "edge", [KeyPlacement.HostsKey] = "edge/edge-1" };

    private readonly RewindableStates states = new();
    private readonly InProcessTestCluster cluster;

    internal EdgeHostFixture(EdgeHostParts parts)
    {
        var builder = TestClusters.BuilderOf(1);
        builder.ConfigureSilo((_, host) =>
        {
            host.UseSiloMetadata(Metadata.ToDictionary());
            var services = host.Services.WithoutStandIns().KeepRuntimeOnRealTime().AddSingleton<IGrainStorage>(new TestGrainStorage(states));
            parts.Register(services).AddKeyPlacement();
        });
        cluster = builder.Build();
        DeployAsync().GetAwaiter().GetResult();
    }

    public IGrainFactory Grains => cluster.Client;

    /// <summary>Restarts the silo; what was in memory of the grains is gone.</summary>
    public async Task RestartAsync()
    {
        await cluster.RestartSiloAsync(cluster.Silos[0]);
        await WhenPlaceableAsync();
        await Grains.WaitForGatewayAsync();
    }

    /// <summary>Ends the silo without warning.</summary>
    public void Kill() => cluster.KillSiloAsync(cluster.Silos[0]).GetAwaiter().GetResult();

    /// <summary>Starts a silo in place of the one that was ended.</summary>
    public void Start() => StartAsync().GetAwaiter().GetResult();

    public ValueTask DisposeAsync() => cluster.EndAsync();

    private async Task StartAsync()
    {
        await cluster.StartAdditionalSiloAsync();
        await WhenPlaceableAsync();
    }

    private async Task DeployAsync()
    {
        await cluster.DeployAsync();
        await WhenPlaceableAsync();
    }

    /// <summary>A silo is a member a moment before the others know what it runs for, and gets no grains until then.</summary>
    private async Task WhenPlaceableAsync()
    {
        var silo = cluster.Silos[0];
        while (!TestSilos.IsPlaceable(silo.ServiceProvider, silo.SiloAddress, Metadata.Count))
        {
            await Grains.LookAroundAsync();
        }
    }
}
