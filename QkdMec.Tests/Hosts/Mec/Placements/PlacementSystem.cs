using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts.Mec.Placements;

/// <summary>
/// The running orchestrator with its hosts, over a network of a test. Hosts are written <c>4:8</c>: one at KME 4 with room for loads of 8 in all. A load is the memory of an application
/// of its own, a tenth for each MB; there is a context for each MB, so memory is what is scarce. The client is at KME 0.
/// </summary>
internal sealed class PlacementSystem : IAsyncDisposable
{
    private const double LoadOfMegabyte = 0.1;

    private readonly MecOptions options;
    private TestSilos silos = null!;
    private int number;

    private PlacementSystem(MecOptions options, string links) => (this.options, Network) = (options, new LedgerNetwork(links));

    /// <summary>The network.</summary>
    public LedgerNetwork Network { get; }

    /// <summary>What is left of all hosts together.</summary>
    public async Task<double> RoomLeftAsync() => (await StatusesAsync()).Sum(host => LoadOfMegabyte * (host.MemoryLimitMegabytes - host.MemoryUsedMegabytes));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IOrchestratorGrain Orchestrator => silos.Grains.GetGrain<IOrchestratorGrain>(MecOptions.System);

    /// <summary>Starts it.</summary>
    public static async Task<PlacementSystem> StartAsync(string policy, string links, string hosts, int seed = 1, Func<MecOptions, MecOptions>? change = null)
    {
        var options = new MecOptions
        {
            Hosts = [.. hosts.Split(' ').Select(HostOf)],
            Functions = ["echo"],
            DefaultClientSite = SiteOf(LedgerNetwork.KmeOf("0")),
            Policy = policy,
            PictureAge = TimeSpan.Zero,
            CallWithin = TimeSpan.FromMinutes(1),
            SettleAfter = TimeSpan.FromHours(1),
        };
        var system = new PlacementSystem(change?.Invoke(options) ?? options, links);
        Type[] types = [.. typeof(IAppContextGrain).Assembly.GetTypes().Where(type => !IsStoodInFor(type)), typeof(LedgerNetworkGrain)];
        var states = new RewindableStates();
        system.silos = await TestSilos.StartAsync(types, [new TestSilo("mec-0", ImmutableDictionary<string, string>.Empty, states, services => system.Fill(services, seed))]);
        return system;
    }

    /// <summary>The host at a KME; the second one there has the letter b.</summary>
    public static HostId IdOf(string place) => HostId.Parse($"{SiteOf(LedgerNetwork.KmeOf(place.TrimEnd('b')))}/edge-{place}");

    /// <summary>Asks for a place for a context of an application of its own.</summary>
    public async Task<(ContextId Context, PlacementOutcome Outcome)> PlaceAsync(double rate, double load)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"app-{Interlocked.Increment(ref number)}");
        var app = new CatalogApp
        {
            AppDId = name,
            Identity = new AppIdentity(name, "p", "1", "1"),
            Description = "",
            Function = "echo",
            Needs = new AppNeeds((int)Math.Round(load / LoadOfMegabyte)),
            Rules = AppRules.Default with { KeyRateBitsPerSecond = rate },
        };
        var context = new ContextId(name);
        return (context, await Orchestrator.PlaceAsync(new PlacementRequest(context, "device", app, [], []), Token));
    }

    /// <summary>A context that was placed is gone.</summary>
    public async Task EndAsync(ContextId context, AppPlacement placement)
    {
        await silos.Grains.GetGrain<IMecHostGrain>(placement.Host.ToGrainKey()).CancelAsync(placement.Ticket, Token);
        await silos.Grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).ReleaseRateAsync(context, Token);
    }

    /// <summary>The hosts.</summary>
    public Task<ImmutableArray<HostStatus>> StatusesAsync() => Orchestrator.ListHostsAsync(Token);

    public ValueTask DisposeAsync() => silos.DisposeAsync();

    private static bool IsStoodInFor(Type type) => type is { IsClass: true, IsAbstract: false } && typeof(IQkdNetworkGrain).IsAssignableFrom(type);

    private static SiteId SiteOf(KmeId kme) => SiteId.Parse($"site-{kme.Value[4..]}");

    private static HostDescription HostOf(string text)
    {
        var (place, megabytes) = (text.Split(':')[0], (int)Math.Round(double.Parse(text.Split(':')[1], CultureInfo.InvariantCulture) / LoadOfMegabyte));
        return new HostDescription { Id = IdOf(place), Kme = LedgerNetwork.KmeOf(place.TrimEnd('b')), Contexts = megabytes, MemoryMegabytes = megabytes };
    }

    private void Fill(IServiceCollection services, int seed)
    {
        var kmes = Network.Links.Keys.SelectMany(link => new[] { link.Smaller, link.Larger }).Concat(options.Hosts.Select(host => host.Kme)).Distinct();
        var topology = new NetworkTopology(kmes.Select(kme => new KmeAddress(SiteOf(kme), kme)), Network.Links.Keys, []);
        services.AddSingleton(Network).AddSingleton<QkdMec.Grains.Entropy.IEntropySource>(new SeededEntropy((ulong)seed))
            .AddSingleton<QkdMec.Grains.Entropy.IIdSource>(new CountedIds()).AddQkdNetwork(topology, []).AddMec(options);
    }
}
