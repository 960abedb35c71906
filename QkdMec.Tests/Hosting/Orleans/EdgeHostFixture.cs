using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;
using QkdMec.Grains.Hosting;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosting;

/// <summary>The grains of one silo that runs the MEC host <c>edge/edge-1</c>, called from outside it.</summary>
public sealed class EdgeHostFixture : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;

    internal EdgeHostFixture(EdgeHostParts parts)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, host) =>
        {
            host.UseSiloMetadata(new Dictionary<string, string> { [KeyPlacement.SitesKey] = "edge", [KeyPlacement.HostsKey] = "edge/edge-1" });
            host.AddMemoryGrainStorageAsDefault();
            parts.Register(host.Services).AddKeyPlacement();
        });
        cluster = builder.Build();
        cluster.DeployAsync().GetAwaiter().GetResult();
    }

    public IGrainFactory Grains => cluster.Client;

    /// <summary>Restarts the silo; what was in memory of the grains is gone.</summary>
    public Task RestartAsync() => cluster.RestartSiloAsync(cluster.Silos[0]);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
