using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Who is where in a QKD network: the KMEs with their sites, the links between them, and the SAEs attached to them.</summary>
public sealed class NetworkTopology
{
    private readonly ImmutableDictionary<KmeId, KmeAddress> kmes;
    private readonly ImmutableDictionary<SaeId, KmeId> saes;

    /// <summary>A topology; every link and SAE must name a KME of <paramref name="kmes"/>.</summary>
    /// <exception cref="ArgumentException">A link or an SAE names a KME that is not there, or an id stands twice.</exception>
    public NetworkTopology(
        IEnumerable<KmeAddress> kmes, IEnumerable<LinkId> links, IEnumerable<KeyValuePair<SaeId, KmeId>> saes)
    {
        Kmes = [.. kmes.OrderBy(kme => kme.Kme.Value, StringComparer.Ordinal)];
        Links = [.. links.OrderBy(link => link.ToGrainKey(), StringComparer.Ordinal)];
        this.kmes = Kmes.ToImmutableDictionary(kme => kme.Kme);
        this.saes = saes.ToImmutableDictionary();
        foreach (var kme in Links.SelectMany(link => new[] { link.Smaller, link.Larger }).Concat(this.saes.Values))
        {
            if (!this.kmes.ContainsKey(kme))
            {
                throw new ArgumentException($"KME '{kme}' is named by a link or an SAE but is not in the network");
            }
        }
    }

    /// <summary>All KMEs, in ordinal order of their ids.</summary>
    public ImmutableArray<KmeAddress> Kmes { get; }

    /// <summary>All links, in ordinal order of their keys.</summary>
    public ImmutableArray<LinkId> Links { get; }

    /// <summary>All SAEs, in ordinal order of their ids.</summary>
    public ImmutableArray<SaeId> Saes => [.. saes.Keys.OrderBy(sae => sae.Value, StringComparer.Ordinal)];

    /// <summary>The address of a KME.</summary>
    /// <exception cref="KeyNotFoundException">There is no such KME.</exception>
    public KmeAddress Locate(KmeId kme) =>
        kmes.TryGetValue(kme, out var address) ? address : throw new KeyNotFoundException($"KME '{kme}' is not in the network");

    /// <summary>The KME of an SAE; null when there is no such SAE.</summary>
    public KmeId? KmeOf(SaeId sae) => saes.TryGetValue(sae, out var kme) ? kme : null;

    /// <summary>The SAEs attached to a KME, in ordinal order.</summary>
    public ImmutableArray<SaeId> SaesOf(KmeId kme) => [.. Saes.Where(sae => saes[sae] == kme)];

    /// <summary>The links that end at a KME.</summary>
    public ImmutableArray<LinkId> LinksOf(KmeId kme) => [.. Links.Where(link => link.Joins(kme))];

    /// <summary>The KMEs that a KME shares pools with, in ordinal order: its neighbours, and where both have SAEs.</summary>
    public ImmutableArray<KmeId> PeersOf(KmeId kme) =>
        [.. Kmes.Select(other => other.Kme).Where(other => other != kme && (IsPair(kme, other) || Links.Contains(LinkId.Between(kme, other))))];

    /// <summary>The pairs of KMEs that both have SAEs, the smaller id first, in ordinal order.</summary>
    public ImmutableArray<LinkId> SaePairs =>
        [.. from one in Kmes from other in Kmes
            where string.CompareOrdinal(one.Kme.Value, other.Kme.Value) < 0 && IsPair(one.Kme, other.Kme)
            select LinkId.Between(one.Kme, other.Kme)];

    private bool IsPair(KmeId one, KmeId other) => saes.ContainsValue(one) && saes.ContainsValue(other);
}
