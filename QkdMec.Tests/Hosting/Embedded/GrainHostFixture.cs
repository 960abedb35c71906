using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Hosting;
using QkdMec.Tests.Hosts;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosting;

/// <summary>The embedded host with two silos, one a site, and a client outside both.</summary>
public sealed class GrainHostFixture : IAsyncLifetime
{
    private readonly GrainCluster _cluster = new(new GrainClusterOptions
    {
        Types = GrainTypes,
        ResponseTimeout = HostSites.ResponseTimeout,
    });

    /// <summary>The grains and messages of the behaviour tests; other tests have some that are refused.</summary>
    public static IReadOnlyList<Type> GrainTypes { get; } =
        [.. typeof(ICounterGrain).Assembly.GetTypes().Where(type => type.Namespace == typeof(ICounterGrain).Namespace)];

    public IGrainFactory Grains { get; private set; } = null!;

    public ValueTask InitializeAsync()
    {
        var store = new MemoryStateStore();
        foreach (var site in HostSites.All)
        {
            _cluster.StartSilo(new SiloDefinition(
                site,
                ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, site).Add(KeyPlacement.HostsKey, $"{site}/host-1"),
                services => services.AddSingleton<IGrainStateStore>(store).AddSingleton<IIncomingGrainCallFilter, MarkingFilter>().AddKeyPlacement()));
        }

        Grains = _cluster.CreateClient("client");
        return ValueTask.CompletedTask;
    }

    /// <summary>A factory on the silo of the site, for calls that stay within it.</summary>
    public IGrainFactory GrainsAt(string site) => _cluster.Silos.Single(silo => silo.Name == site).GrainFactory;

    public Task KillAsync(string site)
    {
        _cluster.KillSilo(_cluster.Silos.Single(silo => silo.Name == site));
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();
}
