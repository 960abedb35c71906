using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>How much key two KMEs can count on.</summary>
/// <param name="StoredBits">Stored and not leased, the smaller of both directions.</param>
/// <param name="RateBitsPerSecond">What the best route can still make per second, beyond what is reserved.</param>
/// <param name="Reachable">Whether there is a route of links that are up.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KeyAvailability)]
public sealed record KeyAvailability(
    [property: Id(0)] long StoredBits, [property: Id(1)] double RateBitsPerSecond, [property: Id(2)] bool Reachable);
