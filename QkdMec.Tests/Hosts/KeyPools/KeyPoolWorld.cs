using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.Sites;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Two sites with a KME each, the pools between them, and a source that gives both the same blocks. The KME at alpha coordinates.</summary>
internal sealed class KeyPoolWorld : IAsyncDisposable
{
    public static readonly KmeAddress Alpha = new(SiteId.Parse("alpha"), KmeId.Parse("kme-a"));
    public static readonly KmeAddress Beta = new(SiteId.Parse("beta"), KmeId.Parse("kme-b"));

    private static readonly Type[] Types = typeof(IOutboundKeyPoolGrain).Assembly.GetTypes();

    private TestSilos silos = null!;

    private KeyPoolWorld(KeyPoolOptions? options)
    {
        Options = options ?? new KeyPoolOptions { UnreachablePause = TimeSpan.Zero };
        Network = new FixedNetwork(new NetworkTopology(
            [Alpha, Beta],
            [LinkId.Between(Alpha.Kme, Beta.Kme)],
            [new(SaeId.Parse("sae-a"), Alpha.Kme), new(SaeId.Parse("sae-b"), Beta.Kme), new(SaeId.Parse("sae-c"), Beta.Kme), new(SaeId.Parse("sae-d"), Beta.Kme), new(SaeId.Parse("sae-e"), Alpha.Kme)]));
        AlphaSite = new WorldSite(Alpha, Source);
        BetaSite = new WorldSite(Beta, Source);
    }

    public KeyPoolOptions Options { get; }

    public INetworkDirectory Network { get; }

    public SharedBlockSource Source { get; } = new();

    public WorldSite AlphaSite { get; }

    public WorldSite BetaSite { get; }

    public IGrainFactory Grains => silos.Grains;

    /// <summary>The pool that alpha allocates, both ends.</summary>
    public IOutboundKeyPoolGrain AlphaOut => Grains.GetGrain<IOutboundKeyPoolGrain>(PoolId.Outbound(Alpha, Beta.Kme).ToGrainKey());

    public IInboundKeyPoolGrain BetaIn => Grains.GetGrain<IInboundKeyPoolGrain>(PoolId.Inbound(Beta, Alpha.Kme).ToGrainKey());

    /// <summary>The pool that beta allocates, both ends.</summary>
    public IOutboundKeyPoolGrain BetaOut => Grains.GetGrain<IOutboundKeyPoolGrain>(PoolId.Outbound(Beta, Alpha.Kme).ToGrainKey());

    public IInboundKeyPoolGrain AlphaIn => Grains.GetGrain<IInboundKeyPoolGrain>(PoolId.Inbound(Alpha, Beta.Kme).ToGrainKey());

    public static BlockSupply Supply(int bodyBytes) => new(LinkId.Between(Alpha.Kme, Beta.Kme), null, BlockLayout.HeadBytes + bodyBytes);

    /// <summary>Makes blocks. On a busy machine a call may take longer than it may; the product asks again then, too.</summary>
    public static async Task FillAsync(IKeyPoolEndGrain pool, IEnumerable<BlockSupply> blocks)
    {
        foreach (var block in blocks)
        {
            SupplyStatus status;
            do
            {
                status = await pool.SupplyAsync(block, TestContext.Current.CancellationToken);
            }
            while (status is SupplyStatus.PeerUnreachable or SupplyStatus.Retry);
            Assert.Equal(SupplyStatus.Committed, status);
        }
    }

    /// <summary>Starts the world.</summary>
    /// <param name="options">How its pools behave.</param>
    /// <param name="more">Silos beside those of the two sites, which run one listener of a site and no pools.</param>
    public static async Task<KeyPoolWorld> StartAsync(KeyPoolOptions? options = null, params IReadOnlyList<ListenerSilo> more)
    {
        var world = new KeyPoolWorld(options);
        world.silos = await TestSilos.StartAsync(Types, [world.SiloOf(world.AlphaSite), world.SiloOf(world.BetaSite), .. more.Select(world.SiloOf)]);
        return world;
    }

    /// <summary>Ends the silo of a listener: nobody reaches it any more.</summary>
    public Task EndAsync(ListenerSilo listener) => silos.EndAsync(listener.Name);

    /// <summary>Starts the silo of a listener again.</summary>
    public Task StartAsync(ListenerSilo listener) => silos.StartAsync(listener.Name);

    /// <summary>Ends a site's silo and starts it again on what it stored.</summary>
    public async Task RestartAsync(WorldSite site)
    {
        await EndAsync(site);
        await StartAsync(site);
    }

    public Task EndAsync(WorldSite site) => silos.EndAsync(site.Address.Site.Value);

    public Task StartAsync(WorldSite site) => silos.StartAsync(site.Address.Site.Value);

    public ValueTask DisposeAsync() => silos.DisposeAsync();

    private TestSilo SiloOf(ListenerSilo listener) => new(
        listener.Name,
        ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.ListenersKey, listener.Id.ToGrainKey()),
        BetaSite.Store,
        services => services
            .AddSingleton<ISites>(listener)
            .AddSingleton(Network)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddKeyPlacement()
            .AddKeyPools(Options));

    private TestSilo SiloOf(WorldSite site) => new(
        site.Address.Site.Value,
        ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, site.Address.Site.Value),
        site.Store,
        services => services
            .AddSingleton<IIncomingGrainCallFilter>(site.Calls)
            .AddSingleton<ISites>(site)
            .AddSingleton(Network)
            .AddSingleton(TimeProvider.System)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddKeyPlacement()
            .AddKeyPools(Options));
}
