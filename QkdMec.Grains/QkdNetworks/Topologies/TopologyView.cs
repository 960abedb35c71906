using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>The network as it is now.</summary>
/// <param name="Version">The version of the operators' changes; 0: the scenario as it is.</param>
/// <param name="Kmes">The KMEs, in ordinal order of their ids.</param>
/// <param name="Links">The links, in ordinal order of their keys.</param>
/// <param name="Saes">The SAEs, in ordinal order of their ids.</param>
/// <param name="Idle">Changes that have no effect, for the scenario is another one now; each in words.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.TopologyView)]
public sealed record TopologyView(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<KmeEdit> Kmes,
    [property: Id(2)] ImmutableArray<LinkEdit> Links,
    [property: Id(3)] ImmutableArray<SaeEdit> Saes,
    [property: Id(4)] ImmutableArray<string> Idle)
{
    /// <summary>The view of a network.</summary>
    internal static TopologyView Of(NetworkPlan laid, NetworkEdits edits)
    {
        var now = laid.With(edits);
        return new TopologyView(
            edits.Version,
            [.. now.Topology.Kmes.Select(kme => new KmeEdit(kme.Site, kme.Kme))],
            [.. now.Links.Select(plan => new LinkEdit(plan.Link, LinkDefinition.Of(plan), plan.Generation))],
            [.. now.Topology.Saes.Select(sae => EntryOf(sae, now.Topology.AttachmentOf(sae)!.Value))],
            laid.FindIdle(edits));
    }

    private static SaeEdit EntryOf(SaeId sae, SaeAttachment attached) =>
        new(sae, attached.Kme, true, attached.Generation, attached.CertifiedFrom);
}
