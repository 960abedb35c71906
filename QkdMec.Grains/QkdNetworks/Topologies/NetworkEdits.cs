using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>What operators changed of the network that the scenario laid. Replaced as a whole; a higher version replaces a lower one.</summary>
/// <param name="Version">Grows with every change; 0 before the first.</param>
/// <param name="Kmes">KMEs that were added, in the order of their coming.</param>
/// <param name="Links">Links that were added or removed, at most one entry a link.</param>
/// <param name="Saes">SAEs that were attached or detached, at most one entry a SAE.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NetworkEdits)]
public sealed record NetworkEdits(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<KmeEdit> Kmes,
    [property: Id(2)] ImmutableArray<LinkEdit> Links,
    [property: Id(3)] ImmutableArray<SaeEdit> Saes)
{
    /// <summary>The most entries; far beyond what one network has.</summary>
    public const int Most = 10_000;

    /// <summary>No change.</summary>
    public static NetworkEdits None { get; } = new(0, [], [], []);

    /// <summary>What nobody has read: it replaces nothing.</summary>
    internal static NetworkEdits Unread { get; } = None with { Version = -1 };

    /// <summary>How many entries.</summary>
    internal int Count => Kmes.Length + Links.Length + Saes.Length;
}

/// <summary>A KME that was added.</summary>
/// <param name="Site">Its site, which has no other KME.</param>
/// <param name="Kme">The KME.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KmeEdit)]
public sealed record KmeEdit([property: Id(0)] SiteId Site, [property: Id(1)] KmeId Kme);

/// <summary>A link that was added or removed.</summary>
/// <param name="Link">The link.</param>
/// <param name="Definition">How it is laid; null: it was removed.</param>
/// <param name="Generation">The version of this change.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkEdit)]
public sealed record LinkEdit(
    [property: Id(0)] LinkId Link, [property: Id(1)] LinkDefinition? Definition, [property: Id(2)] long Generation);

/// <summary>A SAE that was attached or detached.</summary>
/// <param name="Sae">The SAE.</param>
/// <param name="Kme">Where it is attached, or was last.</param>
/// <param name="IsAttached">Whether it is.</param>
/// <param name="Generation">When the change was made, in milliseconds of Unix time or a little later: keys of an earlier attachment are not those of this one.</param>
/// <param name="CertifiedFrom">Certificates of before are refused: whoever held the name until it was detached is another one.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.SaeEdit)]
public sealed record SaeEdit(
    [property: Id(0)] SaeId Sae,
    [property: Id(1)] KmeId Kme,
    [property: Id(2)] bool IsAttached,
    [property: Id(3)] long Generation,
    [property: Id(4)] DateTimeOffset CertifiedFrom);
