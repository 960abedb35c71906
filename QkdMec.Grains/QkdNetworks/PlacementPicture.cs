using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What the orchestrator needs to know of the network to place a context.</summary>
/// <param name="Links">The links that are up, in ordinal order of their keys.</param>
/// <param name="Holds">What is held, by route.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PlacementPicture)]
public sealed record PlacementPicture([property: Id(0)] ImmutableArray<LinkBudget> Links, [property: Id(1)] ImmutableArray<PathHold> Holds);

/// <summary>What a link that is up can give, to both its ends together.</summary>
/// <param name="Link">The link.</param>
/// <param name="BitsPerSecond">Its key rate, with what its store adds when that counts.</param>
/// <param name="LeftBitsPerSecond">What of it nobody holds.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkBudget)]
public sealed record LinkBudget(
    [property: Id(0)] LinkId Link, [property: Id(1)] double BitsPerSecond, [property: Id(2)] double LeftBitsPerSecond);

/// <summary>What contexts hold together on a route.</summary>
/// <param name="Hops">The route, from the client's KME to the host's; a walk over several where blocks take several.</param>
/// <param name="RateBitsPerSecond">The sum of their rates.</param>
/// <param name="Contexts">How many contexts.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PathHold)]
public sealed record PathHold(
    [property: Id(0)] ImmutableArray<KmeId> Hops, [property: Id(1)] double RateBitsPerSecond, [property: Id(2)] long Contexts)
{
    /// <summary>Whether all that the two KMEs share moves with it; else each of them asked for its route.</summary>
    [Id(3)]
    public bool IsShared { get; init; }
}
