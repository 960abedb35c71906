using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using Orleans.TestingHost;
using QkdMec.Grains.Hosting;
using QkdMec.Silo.Hosting;
using QkdMec.Tests.Hosts;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Do the grains of a site come together again, with their state, when a silo that goes first joins, and when it ends? They are called from another site's silo.</summary>
public sealed class SiteGrainMoverTests : IAsyncLifetime
{
    // Many, so that of some of them neither the caller nor where they are keeps the directory.
    private static readonly string[] Keys = [.. Enumerable.Range(1, 20).Select(number => $"edge/{number}")];

    private readonly LaterGoFirst places = new();
    private readonly RewindableStates states = new();
    private readonly ConcurrentDictionary<string, SiloAddress> seen = new();
    private readonly ConcurrentDictionary<(string Key, string Activation), bool> activations = new();
    private InProcessTestCluster cluster = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = TestClusters.BuilderOf(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.KeepGrains(type => type == typeof(CounterGrain)).AddKeyPlacement().AddSingleton(TimeProvider.System);
            silo.Services.AddSingleton<IGrainStorage>(new TestGrainStorage(states)).AddSingleton<ISiloPlaces>(places);
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(services => new Watcher(services.GetRequiredService<ILocalSiloDetails>().SiloAddress, this));
            silo.KeepSitesTogether();
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
        (places.Last, places.Other) = (cluster.Silos[0].SiloAddress, cluster.Silos[1].SiloAddress);
    }

    public ValueTask DisposeAsync() => cluster.EndAsync();

    [Fact]
    public async Task Grains_GoToTheSiloThatGoesFirst_AndBackWhenItEnds_AndLoseNothing()
    {
        var first = cluster.Silos[0].SiloAddress;
        var calls = await CallUntilAllAreAtAsync(first, 0);

        var joined = await cluster.StartAdditionalSiloAsync();
        calls = await CallUntilAllAreAtAsync(joined.SiloAddress, calls);

        await cluster.StopSiloAsync(joined);
        await CallUntilAllAreAtAsync(first, calls);

        // Three activations of each, and a few more while silos see the members differently: none is made again and again where it does not belong.
        Assert.All(Keys, key => Assert.InRange(activations.Keys.Count(one => one.Key == key), 3, 6));
    }

    /// <summary>Adds one to each again and again; none may miss a call that was answered. Answers how often.</summary>
    private async Task<int> CallUntilAllAreAtAsync(SiloAddress silo, int calls)
    {
        var caller = cluster.Silos[1].ServiceProvider.GetRequiredService<IGrainFactory>();
        do
        {
            Stop.ThrowIfCancellationRequested();
            calls++;
            foreach (var key in Keys)
            {
                Assert.Equal(calls, await caller.GetGrain<ICounterGrain>(key).AddAndSaveAsync(1));
            }

            // Calls that meet an activation's end are passed on by it; the next ones are to come after it.
            for (var pause = 0; pause < 20; pause++)
            {
                await cluster.Client.LookAroundAsync();
            }
        }
        while (!Keys.All(key => silo.Equals(seen[key])));

        return calls;
    }

    /// <summary>Notes where the last call of a grain ran; to ask Orleans would correct what silos remember of it.</summary>
    private sealed class Watcher(SiloAddress self, SiteGrainMoverTests test) : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            var key = context.TargetId.Key.ToString()!;
            test.seen[key] = self;
            test.activations.TryAdd((key, context.TargetContext.ActivationId.ToString()), true);
            return context.Invoke();
        }
    }

    /// <summary>Every silo but one runs the site; the first that was there goes last.</summary>
    private sealed class LaterGoFirst : ISiloPlaces
    {
        private static readonly Dictionary<string, string> Edge = new() { [KeyPlacement.SitesKey] = "edge" };

        public SiloAddress? Last { get; set; }

        public SiloAddress? Other { get; set; }

        public IReadOnlyDictionary<string, string> Of(SiloAddress silo) => silo.Equals(Other) ? new Dictionary<string, string>() : Edge;

        public int RankOf(SiloAddress silo) => silo.Equals(Last) ? 1 : 0;
    }
}
