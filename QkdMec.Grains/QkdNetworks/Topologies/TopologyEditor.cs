using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>Decides on changes of the topology. A change that is asked for again is none.</summary>
internal sealed class TopologyEditor(NetworkPlan laid, NetworkEdits edits)
{
    private readonly NetworkPlan current = laid.With(edits);

    private long Next => edits.Version + 1;

    /// <summary>Adds a KME in a new site.</summary>
    public TopologyDecision AddKme(KmeAddress added)
    {
        if (current.Topology.Kmes.Contains(added))
        {
            return TopologyDecision.Of(TopologyStatus.Unchanged);
        }

        if (Names.IsReserved(added.Kme.Value) || Names.IsReserved(added.Site.Value))
        {
            return TopologyDecision.Of(TopologyStatus.ReservedName);
        }

        return current.Topology.Kmes.Any(kme => kme.Kme == added.Kme || kme.Site == added.Site)
            ? TopologyDecision.Of(TopologyStatus.KmeExists)
            : Change(edits with { Kmes = edits.Kmes.Add(new KmeEdit(added.Site, added.Kme)) });
    }

    /// <summary>Adds a link.</summary>
    public TopologyDecision AddLink(LinkDefinition definition)
    {
        var status = definition switch
        {
            _ when !Knows(definition.Link.Smaller) || !Knows(definition.Link.Larger) => TopologyStatus.UnknownKme,
            { IsMeasurable: false } => TopologyStatus.BadFibre,
            _ when definition.ToPlan(Next) is null => TopologyStatus.UnknownProfile,
            _ when current.Find(definition.Link) is { } known => LinkDefinition.Of(known) == definition ? TopologyStatus.Unchanged : TopologyStatus.LinkExists,
            _ => TopologyStatus.Changed,
        };
        return status == TopologyStatus.Changed ? Change(Lay(definition.Link, definition)) : TopologyDecision.Of(status);
    }

    /// <summary>Removes a link.</summary>
    public TopologyDecision RemoveLink(LinkId link)
    {
        if (current.Topology.Links.Contains(link))
        {
            return Change(Lay(link, null));
        }

        var wasRemoved = edits.Links.Any(edit => edit.Link == link && edit.Definition is null);
        return TopologyDecision.Of(wasRemoved ? TopologyStatus.Unchanged : TopologyStatus.UnknownLink);
    }

    /// <summary>Attaches a SAE to a KME.</summary>
    public TopologyDecision AttachSae(SaeId sae, KmeId kme, DateTimeOffset now)
    {
        if (!Knows(kme))
        {
            return TopologyDecision.Of(TopologyStatus.UnknownKme);
        }

        if (current.Topology.KmeOf(sae) is { } attached)
        {
            return TopologyDecision.Of(attached == kme ? TopologyStatus.Unchanged : TopologyStatus.SaeElsewhere);
        }

        return Names.IsReserved(sae.Value)
            ? TopologyDecision.Of(TopologyStatus.ReservedName)
            : Change(Put(new SaeEdit(sae, kme, true, NextGeneration(sae, now), Find(sae)?.CertifiedFrom ?? default)));
    }

    /// <summary>Detaches a SAE from its KME.</summary>
    public TopologyDecision DetachSae(SaeId sae, KmeId kme, DateTimeOffset now)
    {
        if (!Knows(kme))
        {
            return TopologyDecision.Of(TopologyStatus.UnknownKme);
        }

        if (current.Topology.KmeOf(sae) == kme)
        {
            return Change(Put(new SaeEdit(sae, kme, false, NextGeneration(sae, now), NextCertified(Find(sae)?.CertifiedFrom ?? default, now))));
        }

        return TopologyDecision.Of(Find(sae) is { IsAttached: false } last && last.Kme == kme ? TopologyStatus.Unchanged : TopologyStatus.UnknownSae);
    }

    // Certificates count in whole seconds, so each detachment gets a second of its own: none issued before it begins in it.
    private static DateTimeOffset NextCertified(DateTimeOffset last, DateTimeOffset now)
    {
        var next = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero).AddSeconds(1);
        return next > last ? next : last.AddSeconds(1);
    }

    // Not the version: where the changes were put back to an older copy, versions come again, and keys of a bearer of the name would fit another one.
    private long NextGeneration(SaeId sae, DateTimeOffset now) => Math.Max((Find(sae)?.Generation ?? 0) + 1, now.ToUnixTimeMilliseconds());

    private bool Knows(KmeId kme) => current.Topology.Kmes.Any(known => known.Kme == kme);

    private SaeEdit? Find(SaeId sae) => edits.Saes.FirstOrDefault(edit => edit.Sae == sae);

    private NetworkEdits Lay(LinkId link, LinkDefinition? definition) =>
        edits with { Links = [.. edits.Links.Where(edit => edit.Link != link), new LinkEdit(link, definition, Next)] };

    private NetworkEdits Put(SaeEdit changed) =>
        edits with { Saes = [.. edits.Saes.Where(edit => edit.Sae != changed.Sae), changed] };

    private TopologyDecision Change(NetworkEdits changed) => changed.Count > NetworkEdits.Most
        ? TopologyDecision.Of(TopologyStatus.TooMany)
        : new TopologyDecision(TopologyStatus.Changed, changed with { Version = Next });
}

/// <summary>A decision; the changes when there are any.</summary>
internal sealed record TopologyDecision(TopologyStatus Status, NetworkEdits? Edits)
{
    public static TopologyDecision Of(TopologyStatus status) => new(status, null);
}
