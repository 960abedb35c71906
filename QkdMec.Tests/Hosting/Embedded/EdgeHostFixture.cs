using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosting;

/// <summary>The grains of one silo that runs the MEC host <c>edge/edge-1</c>, called from outside it.</summary>
public sealed class EdgeHostFixture : IAsyncDisposable
{
    private readonly EdgeHostParts parts;
    private readonly MemoryStateStore store = new();
    private readonly GrainCluster cluster;

    internal EdgeHostFixture(EdgeHostParts parts)
    {
        this.parts = parts;
        cluster = new GrainCluster(new GrainClusterOptions
        {
            Assemblies = [typeof(ISecurityContextGrain).Assembly], Time = parts.Clock, ResponseTimeout = TimeSpan.FromSeconds(20),
        });
        Start();
        Grains = cluster.CreateClient("client");
    }

    public IGrainFactory Grains { get; }

    /// <summary>Ends the silo without warning and starts another; what was in memory is gone.</summary>
    public Task RestartAsync()
    {
        Kill();
        Start();
        return Task.CompletedTask;
    }

    /// <summary>Ends the silo without warning.</summary>
    public void Kill() => cluster.KillSilo(cluster.Silos.Single());

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    /// <summary>Starts a silo in place of the one that was ended.</summary>
    public void Start() => cluster.StartSilo(new SiloDefinition(
        "edge",
        ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, "edge").Add(KeyPlacement.HostsKey, "edge/edge-1"),
        services => parts.Register(services.AddSingleton<IGrainStateStore>(store)).AddKeyPlacement()));
}
