using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What an operator sees of the network.</summary>
/// <param name="Links">The links that answered, in ordinal order of their keys.</param>
/// <param name="Pairs">The pairs of KMEs that both have SAEs, in ordinal order.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NetworkStatus)]
public sealed record NetworkStatus(
    [property: Id(0)] ImmutableArray<LinkStatus> Links, [property: Id(1)] ImmutableArray<RouteStatus> Pairs);

/// <summary>What two KMEs share.</summary>
/// <param name="From">The smaller id.</param>
/// <param name="To">The larger id.</param>
/// <param name="Hops">The route that new blocks would take now, both ends included; empty when there is none.</param>
/// <param name="Availability">What they can count on.</param>
/// <param name="ReservedBitsPerSecond">What contexts hold between them.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RouteStatus)]
public sealed record RouteStatus(
    [property: Id(0)] KmeId From,
    [property: Id(1)] KmeId To,
    [property: Id(2)] ImmutableArray<KmeId> Hops,
    [property: Id(3)] KeyAvailability Availability,
    [property: Id(4)] double ReservedBitsPerSecond)
{
    /// <summary>All routes that a new block would take now, in shares when they are several; empty when there are not enough.</summary>
    [Id(5)]
    public ImmutableArray<RelayRoute> Routes { get; init; } = [];

    /// <summary>How many routes without a common relay a block of this pair must have.</summary>
    [Id(6)]
    public int DisjointPaths { get; init; } = 1;

    /// <summary>Why there are not enough routes.</summary>
    [Id(7)]
    public RouteShortage Shortage { get; init; }
}
