using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>What became of a change of the topology.</summary>
[GenerateSerializer, Alias(TypeAliases.TopologyStatus)]
public enum TopologyStatus
{
    /// <summary>It was made.</summary>
    Changed,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>There is no such KME.</summary>
    UnknownKme,

    /// <summary>There is no such link.</summary>
    UnknownLink,

    /// <summary>The SAE is not attached there.</summary>
    UnknownSae,

    /// <summary>There is no such device profile.</summary>
    UnknownProfile,

    /// <summary>Length, loss, rate or error rate are not those of a link over fibre.</summary>
    BadFibre,

    /// <summary>The link is there, laid in another way.</summary>
    LinkExists,

    /// <summary>The SAE is attached to another KME.</summary>
    SaeElsewhere,

    /// <summary>The KME is at another site, or the site has another KME.</summary>
    KmeExists,

    /// <summary>The name is one that the data directory needs for itself.</summary>
    ReservedName,

    /// <summary>There are too many changes already.</summary>
    TooMany,
}

/// <summary>The answer to a change of the topology.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Version">The version of the topology now.</param>
/// <param name="Pending">KMEs that have not confirmed the change yet; they take it up as soon as they answer.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.TopologyOutcome)]
public sealed record TopologyOutcome(
    [property: Id(0)] TopologyStatus Status, [property: Id(1)] long Version, [property: Id(2)] ImmutableArray<KmeId> Pending);
