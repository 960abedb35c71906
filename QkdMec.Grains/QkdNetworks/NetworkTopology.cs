using System.Collections.Frozen;
using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Who is where in a QKD network: the KMEs with their sites, the links between them, and the SAEs attached to them. It never changes: another one replaces it.</summary>
public sealed class NetworkTopology
{
    private readonly FrozenDictionary<KmeId, KmeAddress> kmes;
    private readonly FrozenDictionary<SaeId, SaeAttachment> attachments;
    private readonly FrozenDictionary<KmeId, ImmutableArray<LinkId>> linksOf;
    private readonly FrozenSet<LinkId> links;
    private readonly ILookup<KmeId, SaeId> saesOf;

    /// <summary>A topology; every link and SAE must name a KME of <paramref name="kmes"/>.</summary>
    /// <exception cref="ArgumentException">A link or an SAE names a KME that is not there, or an id stands twice.</exception>
    public NetworkTopology(
        IEnumerable<KmeAddress> kmes, IEnumerable<LinkId> links, IEnumerable<KeyValuePair<SaeId, KmeId>> saes)
        : this([.. kmes], [.. links], [.. saes.Select(sae => KeyValuePair.Create(sae.Key, new SaeAttachment(sae.Value)))])
    {
    }

    private NetworkTopology(ImmutableArray<KmeAddress> kmes, ImmutableArray<LinkId> links, ImmutableArray<KeyValuePair<SaeId, SaeAttachment>> saes)
    {
        RequireUnique(kmes.Select(kme => kme.Kme.Value).Concat(saes.Select(sae => $"SAE {sae.Key}")));
        Kmes = [.. kmes.OrderBy(kme => kme.Kme.Value, StringComparer.Ordinal)];
        Links = [.. links.OrderBy(link => link.ToGrainKey(), StringComparer.Ordinal)];
        Saes = [.. saes.Select(sae => sae.Key).OrderBy(sae => sae.Value, StringComparer.Ordinal)];
        this.kmes = Kmes.ToFrozenDictionary(kme => kme.Kme);
        this.links = Links.ToFrozenSet();
        attachments = saes.ToFrozenDictionary();
        foreach (var kme in Links.SelectMany(link => new[] { link.Smaller, link.Larger }).Concat(saes.Select(sae => sae.Value.Kme)))
        {
            if (!this.kmes.ContainsKey(kme))
            {
                throw new ArgumentException($"KME '{kme}' is named by a link or an SAE but is not in the network");
            }
        }

        saesOf = Saes.ToLookup(sae => attachments[sae].Kme);
        linksOf = Links.SelectMany(link => new[] { (Kme: link.Smaller, Link: link), (Kme: link.Larger, Link: link) })
            .GroupBy(end => end.Kme, end => end.Link).ToFrozenDictionary(ends => ends.Key, ends => ends.ToImmutableArray());
        SaePairs = PairsOf([.. Kmes.Select(kme => kme.Kme).Where(kme => saesOf[kme].Any())]);
    }

    /// <summary>All KMEs, in ordinal order of their ids.</summary>
    public ImmutableArray<KmeAddress> Kmes { get; }

    /// <summary>All links, in ordinal order of their keys.</summary>
    public ImmutableArray<LinkId> Links { get; }

    /// <summary>All SAEs, in ordinal order of their ids.</summary>
    public ImmutableArray<SaeId> Saes { get; }

    /// <summary>Where each SAE is attached.</summary>
    public IReadOnlyDictionary<SaeId, SaeAttachment> Attachments => attachments;

    /// <summary>The pairs of KMEs that both have SAEs, the smaller id first, in ordinal order.</summary>
    public ImmutableArray<LinkId> SaePairs { get; }

    /// <summary>A topology whose SAEs were attached at different times.</summary>
    /// <exception cref="ArgumentException">As for the constructor.</exception>
    public static NetworkTopology Of(
        IEnumerable<KmeAddress> kmes, IEnumerable<LinkId> links, IEnumerable<KeyValuePair<SaeId, SaeAttachment>> saes) =>
        new([.. kmes], [.. links], [.. saes]);

    /// <summary>The address of a KME.</summary>
    /// <exception cref="KeyNotFoundException">There is no such KME.</exception>
    public KmeAddress Locate(KmeId kme) =>
        kmes.TryGetValue(kme, out var address) ? address : throw new KeyNotFoundException($"KME '{kme}' is not in the network");

    /// <summary>The KME of an SAE; null when there is no such SAE.</summary>
    public KmeId? KmeOf(SaeId sae) => attachments.TryGetValue(sae, out var attached) ? attached.Kme : null;

    /// <summary>Where a SAE is attached and since when; null when there is no such SAE.</summary>
    public SaeAttachment? AttachmentOf(SaeId sae) => attachments.TryGetValue(sae, out var attached) ? attached : null;

    /// <summary>
    /// What a key belongs to: the SAE's name, with the generation of its attachment unless the scenario attached it. So a key of one who bore
    /// the name before is never a key of one who bears it now.
    /// </summary>
    public string AttachedNameOf(SaeId sae) =>
        attachments.TryGetValue(sae, out var attached) && attached.Generation != 0 ? $"{sae}#{attached.Generation}" : sae.Value;

    /// <summary>The same as an id, for records of who may read a key; it is nobody's own id, so no stranger can claim it.</summary>
    public SaeId AttachedIdOf(SaeId sae) => new(AttachedNameOf(sae));

    /// <summary>The SAEs attached to a KME, in ordinal order.</summary>
    public ImmutableArray<SaeId> SaesOf(KmeId kme) => [.. saesOf[kme]];

    /// <summary>Whether a link is there.</summary>
    public bool HasLink(LinkId link) => links.Contains(link);

    /// <summary>The links that end at a KME, in ordinal order of their keys.</summary>
    public ImmutableArray<LinkId> LinksOf(KmeId kme) => linksOf.TryGetValue(kme, out var ends) ? ends : [];

    /// <summary>The KMEs that a KME shares pools with, in ordinal order: its neighbours, and where both have SAEs.</summary>
    public ImmutableArray<KmeId> PeersOf(KmeId kme) =>
        [.. Kmes.Select(other => other.Kme).Where(other => other != kme && (IsPair(kme, other) || HasLink(LinkId.Between(kme, other))))];

    private static void RequireUnique(IEnumerable<string> names)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ArgumentException($"'{twice.Key}' stands twice in the network");
        }
    }

    private static ImmutableArray<LinkId> PairsOf(ImmutableArray<KmeId> withSaes) =>
    [
        .. withSaes.SelectMany((one, index) => withSaes.Skip(index + 1).Select(other => LinkId.Between(one, other))),
    ];

    private bool IsPair(KmeId one, KmeId other) => saesOf[one].Any() && saesOf[other].Any();
}
