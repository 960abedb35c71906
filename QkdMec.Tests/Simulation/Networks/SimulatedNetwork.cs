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
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>The sites of the scenario <c>hospital</c> in virtual time, with links of 1 Mb/s and small pools.</summary>
internal sealed class SimulatedNetwork : IDisposable
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

    public SimulatedNetwork(ulong seed = 1)
    {
        var topology = new NetworkTopology(
            [Hospital, Relay, Edge], [HospitalLink, EdgeLink], [new(SaeId.Parse("sae-hospital"), Hospital.Kme), new(SaeId.Parse("sae-edge-1"), Edge.Kme)]);
        Simulation = new SimulatedCluster(new SimulationOptions
        {
            Seed = seed,
            Cluster = new GrainClusterOptions { Assemblies = [typeof(IKmeGrain).Assembly], ResponseTimeout = TimeSpan.FromSeconds(2), Tap = Frames },
        });
        Topology = topology;

        // One store for all: links and the network have no site, so after a crash another silo may run them.
        var states = new MemoryStateStore();
        ImmutableArray<LinkPlan> plans = [new(HospitalLink, new Fibre(0), Steady), new(EdgeLink, new Fibre(0), Steady)];
        sites = [.. topology.Kmes.Select(kme => new SimulatedSite(kme, topology, plans, Pads, states))];
        foreach (var site in sites)
        {
            Simulation.AddSilo(site.Definition);
        }

        Client = Simulation.AddClient("test");
    }

    public SimulatedCluster Simulation { get; }

    public NetworkTopology Topology { get; }

    public FrameRecorder Frames { get; } = new();

    public PadBook Pads { get; } = new();

    public IGrainFactory Client { get; }

    public IQkdNetworkGrain Network => Client.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network);

    public IQkdLinkGrain Link(LinkId link) => Client.GetGrain<IQkdLinkGrain>(link.ToGrainKey());

    public IKmeGrain Kme(KmeAddress address) => Client.GetGrain<IKmeGrain>(address.ToGrainKey());

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
        Ask(() => Network.GetStatusAsync(CancellationToken.None));
        Simulation.RunFor(duration);
    }

    /// <summary>The committed blocks of one end of a pool, as hexadecimal digits.</summary>
    public IReadOnlyDictionary<BlockKey, string> BlocksOf(KmeAddress local, KmeAddress remote, PoolDirection direction)
    {
        var vault = sites.Single(site => site.Address == local).Vault;
        var pool = new PoolId(local.Site, local.Kme, remote.Kme, direction);
        return Ask(async () =>
        {
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
        });
    }

    public void Dispose() => Simulation.Dispose();
}
