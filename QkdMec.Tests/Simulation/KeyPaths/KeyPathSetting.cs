using System.Collections.Immutable;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Rates;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <summary>What all sites of the world share: the network of the scenario <c>hospital</c>, with slow links and small pools so that they run dry.</summary>
internal sealed record KeyPathSetting(SimulatedCluster Simulation, ulong EntropySeed, VaultFaults VaultFaults, Action<TakenPad> PadTaken)
{
    public const int LinkBlockBytes = 4096;
    public const int RelayBlockBytes = 4096;
    public const int LinkReserveBytes = 4096;

    public static readonly KmeAddress Hospital = KmeAddress.Parse("hospital/kme-hospital");
    public static readonly KmeAddress Relay = KmeAddress.Parse("relay-1/relay-1");
    public static readonly KmeAddress Edge = KmeAddress.Parse("edge/kme-edge");

    private static readonly LinkId[] Links = [LinkId.Between(Hospital.Kme, Relay.Kme), LinkId.Between(Edge.Kme, Relay.Kme)];

    private static readonly DeviceProfile Slow =
        new("slow", new LossBudgetRateLaw(400e3), new QberProfile(0.02, 0.001, TimeSpan.FromMinutes(1), 0.08), FiniteKeyBlock.None);

    public static KeyPoolOptions Pools { get; } = new() { CapacityBytes = 24 * 1024 };

    public static KeyDeliveryOptions Delivery { get; } = new() { MinLeaseBytes = 1024, WrongIdLimit = 10 };

    public NetworkTopology Topology { get; } = new(
        [Hospital, Relay, Edge],
        Links,
        [
            new(SaeId.Parse("sae-hospital"), Hospital.Kme),
            new(SaeId.Parse("sae-edge-1"), Edge.Kme),
            new(SaeId.Parse("sae-edge-2"), Edge.Kme),
        ]);

    public ImmutableArray<LinkPlan> Plans { get; } = [.. Links.Select(link => new LinkPlan(link, new Fibre(0), Slow))];
}
