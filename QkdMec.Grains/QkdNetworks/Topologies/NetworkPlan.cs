using System.Collections.Frozen;
using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>A network as it is laid: its topology, and the fibre and devices of its links.</summary>
public sealed class NetworkPlan
{
    private readonly FrozenDictionary<LinkId, LinkPlan> links;

    /// <summary>A network.</summary>
    public NetworkPlan(NetworkTopology topology, IEnumerable<LinkPlan> links)
    {
        (Topology, Links) = (topology, [.. links.OrderBy(plan => plan.Link.ToGrainKey(), StringComparer.Ordinal)]);
        this.links = Links.ToFrozenDictionary(plan => plan.Link);
    }

    /// <summary>Who is where.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>The links, in ordinal order of their keys.</summary>
    public ImmutableArray<LinkPlan> Links { get; }

    /// <summary>The plan of a link; null when there is no such link.</summary>
    public LinkPlan? Find(LinkId link) => links.GetValueOrDefault(link);

    /// <summary>This network with changes made to it. A change that fits no longer, for the scenario is another one now, has no effect.</summary>
    public NetworkPlan With(NetworkEdits edits)
    {
        if (edits.Count == 0)
        {
            return this;
        }

        var kmes = Topology.Kmes.AddRange(AddedBy(edits));
        var known = kmes.Select(kme => kme.Kme).ToHashSet();
        var plans = LinksWith(edits, known);
        return new NetworkPlan(NetworkTopology.Of(kmes, plans.Keys, SaesWith(edits, known)), plans.Values);
    }

    /// <summary>The changes that have no effect, each in words.</summary>
    public ImmutableArray<string> FindIdle(NetworkEdits edits)
    {
        var effective = With(edits);
        return
        [
            .. edits.Kmes.Where(edit => !effective.Topology.Kmes.Contains(new KmeAddress(edit.Site, edit.Kme)))
                .Select(edit => $"KME '{edit.Kme}' at site '{edit.Site}' was added, but the scenario has that name elsewhere"),
            .. edits.Links.Where(edit => edit.Definition is not null && effective.Find(edit.Link) is null)
                .Select(edit => $"link '{edit.Link}' was added, but a KME or the device profile '{edit.Definition!.Profile}' is not there any more"),
            .. edits.Saes.Where(edit => edit.IsAttached && effective.Topology.KmeOf(edit.Sae) is null)
                .Select(edit => $"SAE '{edit.Sae}' was attached to KME '{edit.Kme}', which is not there any more"),
        ];
    }

    private IEnumerable<KmeAddress> AddedBy(NetworkEdits edits) => edits.Kmes
        .Where(edit => Topology.Kmes.All(kme => kme.Kme != edit.Kme && kme.Site != edit.Site))
        .Select(edit => new KmeAddress(edit.Site, edit.Kme));

    private Dictionary<LinkId, LinkPlan> LinksWith(NetworkEdits edits, HashSet<KmeId> known)
    {
        var plans = Links.ToDictionary(plan => plan.Link);
        foreach (var edit in edits.Links)
        {
            plans.Remove(edit.Link);
            if (edit.Definition?.ToPlan(edit.Generation) is { } plan && known.Contains(plan.Link.Smaller) && known.Contains(plan.Link.Larger))
            {
                plans.Add(edit.Link, plan);
            }
        }

        return plans;
    }

    private Dictionary<SaeId, SaeAttachment> SaesWith(NetworkEdits edits, HashSet<KmeId> known)
    {
        var saes = Topology.Attachments.ToDictionary();
        foreach (var edit in edits.Saes)
        {
            // Where the scenario now has it does not count: it would undo a detachment.
            saes.Remove(edit.Sae);
            if (edit.IsAttached && known.Contains(edit.Kme))
            {
                saes.Add(edit.Sae, new SaeAttachment(edit.Kme, edit.Generation, edit.CertifiedFrom));
            }
        }

        return saes;
    }
}
