using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What a routing policy would choose between two KMEs.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="IsInUse">Whether the network chooses by it.</param>
/// <param name="Hops">The route, both ends included; empty when there is none.</param>
/// <param name="FreeRateBitsPerSecond">What the route can still make, beyond what is reserved.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RouteChoice)]
public sealed record RouteChoice(
    [property: Id(0)] string Policy,
    [property: Id(1)] bool IsInUse,
    [property: Id(2)] ImmutableArray<KmeId> Hops,
    [property: Id(3)] double FreeRateBitsPerSecond);
