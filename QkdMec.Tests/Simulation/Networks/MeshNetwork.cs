using System.Collections.Immutable;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>A network of any topology in virtual time, with links of 1 Mb/s and small pools; every pad that is taken and every frame is seen.</summary>
internal sealed class MeshNetwork : IDisposable
{
    public const int PoolBytes = 65536;
    public const int LinkBlockBytes = 8192;
    public const int RelayBlockBytes = 4096;

    private static readonly DeviceProfile Steady =
        new("steady", new LossBudgetRateLaw(1e6), new QberProfile(0.02, 0.001, TimeSpan.FromMinutes(1), 0.08), FiniteKeyBlock.None);

    private readonly ImmutableArray<MeshSite> sites;

    /// <param name="links">The links as text: <c>a-b b-d a-c c-d</c>.</param>
    /// <param name="withSaes">The KMEs that have a SAE.</param>
    /// <param name="configure">Changes the network's options.</param>
    public MeshNetwork(string links, string withSaes, Action<QkdNetworkOptions>? configure = null)
    {
        Configure = configure ?? (_ => { });
        Topology = TopologyOf(links, withSaes);
        Simulation = new SimulatedCluster(new SimulationOptions
        {
            Seed = 1,
            Cluster = new GrainClusterOptions { Assemblies = [typeof(IKmeGrain).Assembly], ResponseTimeout = TimeSpan.FromSeconds(2), IdleAge = TimeSpan.FromHours(1) },
        });
        sites = [.. Topology.Kmes.Select(kme => new MeshSite(kme, this))];
        foreach (var site in sites)
        {
            Simulation.AddSilo(site.Definition);
        }

        Client = Simulation.AddClient("test");
    }

    public NetworkTopology Topology { get; }

    public IEnumerable<LinkPlan> Plans => Topology.Links.Select((link, index) => new LinkPlan(link, new Fibre(0), Steady, (ulong)index + 1));

    public SimulatedCluster Simulation { get; }

    public IGrainFactory Client { get; }

    public Action<QkdNetworkOptions> Configure { get; }

    public IGrainStateStore States { get; } = new MemoryStateStore();

    /// <summary>What relays did.</summary>
    public RelayLog Relays { get; } = new();

    /// <summary>The KME that changes what it forwards; null: there is none.</summary>
    public string? Liar { get; init; }

    public IQkdNetworkGrain Network => Client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);

    public IQkdLinkGrain Link(string ends) => Client.GetGrain<IQkdLinkGrain>(LinkOf(ends).ToGrainKey());

    public IKmeGrain Kme(string name) => Client.GetGrain<IKmeGrain>(AddressOf(name).ToGrainKey());

    public IOutboundKeyPoolGrain PoolFrom(string allocator, string other) =>
        Client.GetGrain<IOutboundKeyPoolGrain>(PoolId.Outbound(AddressOf(allocator), KmeId.Parse(other)).ToGrainKey());

    /// <summary>What a call answers, in virtual time.</summary>
    public T Ask<T>(Func<Task<T>> call)
    {
        T? answer = default;
        Simulation.Run(async () => answer = await call());
        return answer!;
    }

    /// <summary>Sets the network going and lets it run.</summary>
    public void RunFor(TimeSpan duration)
    {
        Simulation.Run(() => Network.WakeAsync(CancellationToken.None));
        Simulation.RunFor(duration);
    }

    /// <summary>Crashes the silos of KMEs and waits until they run again.</summary>
    public void Restart(params IEnumerable<string> kmes)
    {
        foreach (var kme in kmes)
        {
            Simulation.CrashSilo(AddressOf(kme).Site.Value);
        }

        Simulation.RunFor(TimeSpan.FromSeconds(20));
    }

    /// <summary>Leases all that one KME has towards another.</summary>
    public void Drain(string allocator, string other)
    {
        while (Ask(() => PoolFrom(allocator, other).LeaseAsync(new LeaseRequest(LeasePurpose.Key, PoolBytes), CancellationToken.None)).Status == LeaseStatus.Granted)
        {
        }
    }

    /// <summary>The blocks of two KMEs that both ends hold, in both directions; fails when two of them differ.</summary>
    public IReadOnlyDictionary<string, string> AgreedBlocks(string one, string other) => Ask(async () =>
    {
        var agreed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var pool in new[] { PoolId.Outbound(AddressOf(one), KmeId.Parse(other)), PoolId.Inbound(AddressOf(one), KmeId.Parse(other)) })
        {
            var there = await BlocksAsync(other, pool.Peer(AddressOf(other).Site));
            foreach (var (key, block) in await BlocksAsync(one, pool))
            {
                if (there.TryGetValue(key, out var copy))
                {
                    Assert.Equal(block, copy);
                    agreed.Add(RelayLog.PlaceOf(pool.Direction, key.Epoch, key.Number), block);
                }
            }
        }

        return (IReadOnlyDictionary<string, string>)agreed;
    });

    public void Dispose() => Simulation.Dispose();

    public static LinkId LinkOf(string ends) => LinkId.Between(KmeId.Parse(ends.Split('-')[0]), KmeId.Parse(ends.Split('-')[1]));

    public static KmeAddress AddressOf(string name) => new(SiteId.Parse($"site-{name}"), KmeId.Parse(name));

    private static NetworkTopology TopologyOf(string links, string withSaes) => new(
        links.Split(' ', '-').Distinct().Select(AddressOf),
        links.Split(' ').Select(LinkOf),
        withSaes.Split(' ').Select(kme => KeyValuePair.Create(SaeId.Parse($"sae-{kme}"), KmeId.Parse(kme))));

    private async Task<SortedDictionary<(ulong Epoch, long Number), string>> BlocksHexAsync(IKeyVault vault, PoolId pool)
    {
        var blocks = new SortedDictionary<(ulong Epoch, long Number), string>();
        foreach (var record in await vault.ListAsync(pool, CancellationToken.None))
        {
            using var bytes = record.State == BlockState.Committed ? await vault.LoadAsync(pool, record.Key, CancellationToken.None) : null;
            if (bytes is not null)
            {
                blocks.Add((record.Key.Epoch, record.Key.Number), Convert.ToHexString(bytes.Span));
            }
        }

        return blocks;
    }

    private Task<SortedDictionary<(ulong Epoch, long Number), string>> BlocksAsync(string kme, PoolId pool) =>
        BlocksHexAsync(sites.Single(site => site.Address.Kme.Value == kme).Vault, pool);
}
