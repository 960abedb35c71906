using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Hosting;

/// <summary>Silos of the embedded host, and a client outside them.</summary>
internal sealed class TestSilos : IAsyncDisposable
{
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    private readonly GrainCluster cluster;
    private readonly Dictionary<string, TestSilo> silos;

    private TestSilos(IReadOnlyList<Type> types, IEnumerable<TestSilo> silos)
    {
        this.silos = silos.ToDictionary(silo => silo.Name);
        cluster = new GrainCluster(new GrainClusterOptions { Types = types, ResponseTimeout = ResponseTimeout });
        Grains = cluster.CreateClient("test");
    }

    public IGrainFactory Grains { get; }

    /// <summary>Starts silos that know only the grains among these types.</summary>
    public static async Task<TestSilos> StartAsync(IReadOnlyList<Type> types, IEnumerable<TestSilo> silos)
    {
        var started = new TestSilos(types, silos);
        foreach (var name in started.silos.Keys)
        {
            await started.StartAsync(name);
        }

        return started;
    }

    /// <summary>Starts a silo that ended.</summary>
    public Task StartAsync(string name)
    {
        var silo = silos[name];
        cluster.StartSilo(new SiloDefinition(name, silo.Metadata, services =>
        {
            services.AddSingleton<IGrainStateStore>(new TestStateStore(silo.States));
            silo.Fill(services);
        }));
        return Task.CompletedTask;
    }

    /// <summary>Ends a silo; what was in memory is gone.</summary>
    public Task EndAsync(string name)
    {
        cluster.KillSilo(cluster.Silos.Single(silo => silo.Name == name));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
