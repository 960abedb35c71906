using System.Collections.Immutable;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>The sites of the scenario <c>hospital</c>, with links of 1 Mb/s and small pools, and what of them survives a crash.</summary>
internal sealed class HospitalSites
{
    public const int PoolBytes = 65536;
    public const int LinkBlockBytes = 8192;
    public const int RelayBlockBytes = 4096;

    public static readonly KmeAddress Hospital = KmeAddress.Parse("hospital/kme-hospital");
    public static readonly KmeAddress Relay = KmeAddress.Parse("relay/relay-1");
    public static readonly KmeAddress Edge = KmeAddress.Parse("edge/kme-edge");
    public static readonly LinkId HospitalLink = LinkId.Between(Hospital.Kme, Relay.Kme);
    public static readonly LinkId EdgeLink = LinkId.Between(Edge.Kme, Relay.Kme);

    private static readonly DeviceProfile Steady =
        new("steady", new LossBudgetRateLaw(1e6), new QberProfile(0.02, 0.001, TimeSpan.FromMinutes(1), 0.08), FiniteKeyBlock.None);

    private readonly ImmutableArray<SimulatedSite> sites;

    public HospitalSites(ulong seed, PadBook? pads = null)
    {
        Pads = pads;
        sites = [.. Topology.Kmes.Select(kme => new SimulatedSite(kme, this, seed))];
    }

    public static NetworkTopology Topology { get; } = new(
        [Hospital, Relay, Edge], [HospitalLink, EdgeLink], [new(SaeId.Parse("sae-hospital"), Hospital.Kme), new(SaeId.Parse("sae-edge-1"), Edge.Kme)]);

    public static ImmutableArray<LinkPlan> Plans { get; } = [new(HospitalLink, new Fibre(0), Steady), new(EdgeLink, new Fibre(0), Steady)];

    public static (KmeAddress One, KmeAddress Other)[] Pairs { get; } = [(Hospital, Relay), (Edge, Relay), (Hospital, Edge)];

    public IEnumerable<SiloDefinition> Silos => sites.Select(site => site.Definition);

    /// <summary>What runs at every start of a silo beside its grains; null: nothing.</summary>
    public Action<IServiceProvider>? Started { get; init; }

    /// <summary>A relay that changes what it forwards; null: there is none.</summary>
    public KmeAddress? Liar { get; init; }

    /// <summary>Pads that a test looks into; null: those of the pools.</summary>
    public PadBook? Pads { get; }

    /// <summary>One store for all: links and the network have no site, so after a crash another silo may run them.</summary>
    public IGrainStateStore States { get; init; } = new MemoryStateStore();

    /// <summary>The blocks of a pair in both directions that both ends hold, by epoch and number; fails when two of them differ.</summary>
    public async Task<List<AgreedBlock>> AgreedBlocksAsync(KmeAddress one, KmeAddress other)
    {
        List<AgreedBlock> agreed = [];
        foreach (var pool in new[] { PoolId.Outbound(one, other.Kme), PoolId.Inbound(one, other.Kme) })
        {
            var here = await BlocksAsync(one, pool);
            var there = await BlocksAsync(other, pool.Peer(other.Site));
            foreach (var (key, block) in here.Where(block => there.ContainsKey(block.Key)))
            {
                Assert.Equal(block, there[key]);
                agreed.Add(new AgreedBlock($"{pool} {key}", block));
            }
        }

        return agreed;
    }

    private async Task<Dictionary<BlockKey, string>> BlocksAsync(KmeAddress at, PoolId pool)
    {
        var vault = sites.Single(site => site.Address == at).Vault;
        var blocks = new Dictionary<BlockKey, string>();
        foreach (var record in await vault.ListAsync(pool, CancellationToken.None))
        {
            using var bytes = record.State == BlockState.Committed ? await vault.LoadAsync(pool, record.Key, CancellationToken.None) : null;
            if (bytes is not null)
            {
                blocks.Add(record.Key, Convert.ToHexString(bytes.Span));
            }
        }

        return blocks;
    }
}

/// <summary>A block that both ends of a pool hold.</summary>
/// <param name="Place">Pool, epoch and number.</param>
/// <param name="Hex">Its bytes as hexadecimal digits.</param>
internal sealed record AgreedBlock(string Place, string Hex);
