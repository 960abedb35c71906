using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>The rules of the registry: which hosts there are, and what a change makes of them.</summary>
internal sealed class HostEditor(HostEdits edits, ImmutableArray<HostDescription> configured)
{
    /// <summary>The hosts that are listed.</summary>
    public HostRoster Roster => new(edits.Version,
    [
        .. configured.Select(host => host.Id).Union(edits.Hosts.Select(entry => entry.Host)).Select(host => Find(host)!)
            .Where(entry => entry.Wish != HostWish.Gone).OrderBy(entry => entry.Host.ToGrainKey(), StringComparer.Ordinal),
    ]);

    /// <summary>A host is to take contexts. One that was not listed counts as failed until it answers.</summary>
    public HostDecision Put(HostId host, HostTerms? terms)
    {
        if (Listed(host) is { } known)
        {
            return Replace(known with { Wish = HostWish.Serve, Terms = terms }, HostChangeStatus.Changed);
        }

        return edits.Hosts.Length >= HostEdits.Most && Find(host) is null
            ? new HostDecision(HostChangeStatus.TooMany, null, null)
            : Replace(new HostEntry(host, HostWish.Serve, true, terms, 0), HostChangeStatus.Added);
    }

    /// <summary>A host is to become empty and to stay.</summary>
    public HostDecision Drain(HostId host) => Listed(host) switch
    {
        null => new HostDecision(HostChangeStatus.UnknownHost, null, null),
        { Wish: HostWish.Remove } going => new HostDecision(HostChangeStatus.BeingRemoved, going, null),
        { } known => Replace(known with { Wish = HostWish.Drain }, HostChangeStatus.Changed),
    };

    /// <summary>A host is to become empty and to go.</summary>
    public HostDecision Remove(HostId host) => Listed(host) is { } known
        ? Replace(known with { Wish = HostWish.Remove }, HostChangeStatus.Changed)
        : new HostDecision(HostChangeStatus.UnknownHost, null, null);

    /// <summary>A host was found to answer or not to; null when that is known, or nobody asks for the host any more.</summary>
    public HostEdits? SetDown(HostId host, bool isDown) =>
        Listed(host) is { } known ? Replace(known with { IsDown = isDown }, HostChangeStatus.Changed).Edits : null;

    /// <summary>A host that was to go is empty; null when it is not to go any more.</summary>
    public HostEdits? Forget(HostEntry entry)
    {
        if (Find(entry.Host) != entry || entry.Wish != HostWish.Remove)
        {
            return null;
        }

        return configured.Any(host => host.Id == entry.Host)
            ? Replace(entry with { Wish = HostWish.Gone }, HostChangeStatus.Changed).Edits
            : new HostEdits(edits.Version + 1, edits.Hosts.Remove(entry));
    }

    /// <summary>A room follows a higher version than is stored, for the registry was put back to an older copy: it must count from there on.</summary>
    public HostEdits Overtake(HostId host, long version)
    {
        var next = Math.Max(version, edits.Version) + 1;
        return new HostEdits(next, [.. edits.Hosts.Where(entry => entry.Host != host), Find(host)! with { Version = next }]);
    }

    private HostEntry? Listed(HostId host) => Find(host) is { Wish: not HostWish.Gone } entry ? entry : null;

    private HostEntry? Find(HostId host) =>
        edits.Hosts.FirstOrDefault(entry => entry.Host == host)
        ?? (configured.Any(known => known.Id == host) ? new HostEntry(host, HostWish.Serve, false, null, 0) : null);

    private HostDecision Replace(HostEntry wanted, HostChangeStatus made)
    {
        if (Find(wanted.Host) == wanted)
        {
            return new HostDecision(HostChangeStatus.Unchanged, wanted, null);
        }

        var next = wanted with { Version = edits.Version + 1 };
        return new HostDecision(made, next, new HostEdits(next.Version, [.. edits.Hosts.Where(entry => entry.Host != next.Host), next]));
    }
}

/// <summary>What a change comes to.</summary>
/// <param name="Status">What becomes of it.</param>
/// <param name="Entry">The host after it; null when it is not listed.</param>
/// <param name="Edits">What is to be stored; null when nothing is.</param>
internal sealed record HostDecision(HostChangeStatus Status, HostEntry? Entry, HostEdits? Edits);
