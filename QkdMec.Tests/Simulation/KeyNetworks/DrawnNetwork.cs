using System.Collections.Immutable;
using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>A network of the world: who is where, and the fibres. Links are slow and alike, so that pools run dry and routes of equal length cost the same.</summary>
internal sealed record DrawnNetwork(string Kind, NetworkTopology Topology)
{
    private const double RateBitsPerSecond = 400e3;

    /// <summary>The scenario <c>hospital</c>: two KMEs with SAEs, joined by a relay.</summary>
    public static DrawnNetwork Hospital { get; } = new("hospital", new NetworkTopology(
        [Address("hospital/kme-hospital"), Address("relay-1/relay-1"), Address("edge/kme-edge")],
        [Link("kme-hospital", "relay-1"), Link("kme-edge", "relay-1")],
        [Sae("sae-hospital", "kme-hospital"), Sae("sae-edge-1", "kme-edge"), Sae("sae-edge-2", "kme-edge")]));

    /// <summary>How many routes without a common relay the pairs of KMEs with SAEs must have.</summary>
    public int DisjointPaths { get; init; } = 1;

    public int Size => Topology.Kmes.Length;

    /// <summary>The links as they are laid.</summary>
    public ImmutableArray<LinkPlan> Plans => [.. Topology.Links.Select(link => DefinitionOf(link).ToPlan(generation: 0)!)];

    /// <summary>The pairs of different SAEs at different KMEs, master and slave, in order.</summary>
    public ImmutableArray<(string Master, string Slave)> Pairs =>
        [.. from master in Topology.Saes from slave in Topology.Saes
            where Topology.KmeOf(master) != Topology.KmeOf(slave) select (master.Value, slave.Value)];

    /// <summary>The pairs of different SAEs at one KME.</summary>
    public ImmutableArray<(string Master, string Slave)> Neighbours =>
        [.. from master in Topology.Saes from slave in Topology.Saes
            where master != slave && Topology.KmeOf(master) == Topology.KmeOf(slave) select (master.Value, slave.Value)];

    /// <summary>How a link is laid, and laid anew.</summary>
    public static LinkDefinition DefinitionOf(LinkId link) => new(link, DeviceProfiles.Operator.Name, Kilometres: 0) { RateBitsPerSecond = RateBitsPerSecond };

    /// <summary>A network over a graph whose nodes are numbered; two to four of them have SAEs, at least one has two.</summary>
    public static DrawnNetwork Over(string kind, int size, IEnumerable<(int One, int Other)> edges, SeededRandom random)
    {
        var withSaes = Enumerable.Range(0, size).ToList();
        while (withSaes.Count > Math.Min(size, 2 + random.Below(3)))
        {
            withSaes.RemoveAt(random.Below(withSaes.Count));
        }

        return new DrawnNetwork(kind, new NetworkTopology(
            Enumerable.Range(0, size).Select(node => Address($"site-{node:00}/kme-{node:00}")),
            edges.Select(edge => Link($"kme-{edge.One:00}", $"kme-{edge.Other:00}")).Distinct(),
            withSaes.SelectMany((node, index) => Enumerable.Range(1, index == 0 ? 2 : 1 + random.Below(2)).Select(sae => Sae($"sae-{node:00}-{sae}", $"kme-{node:00}")))));
    }

    /// <summary>A network over KMEs that are called as in a scenario.</summary>
    public static DrawnNetwork Over(string kind, IEnumerable<KmeAddress> kmes, IEnumerable<LinkId> links, SeededRandom random)
    {
        var sites = kmes.ToList();
        var numbers = sites.Select((kme, index) => (kme.Kme, index)).ToDictionary(pair => pair.Kme, pair => pair.index);
        return Over(kind, sites.Count, links.Select(link => (numbers[link.Smaller], numbers[link.Larger])), random);
    }

    private static KmeAddress Address(string text) => KmeAddress.Parse(text);

    private static LinkId Link(string one, string other) => LinkId.Between(KmeId.Parse(one), KmeId.Parse(other));

    private static KeyValuePair<SaeId, KmeId> Sae(string sae, string kme) => new(SaeId.Parse(sae), KmeId.Parse(kme));
}
