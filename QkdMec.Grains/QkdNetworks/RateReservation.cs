using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>A key rate held for one app context on every link of the route between two KMEs.</summary>
/// <param name="Context">The holder; reserving again for the same holder replaces what it had.</param>
/// <param name="From">The client's KME.</param>
/// <param name="To">The MEC host's KME.</param>
/// <param name="RateBitsPerSecond">The rate.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RateReservation)]
public sealed record RateReservation(
    [property: Id(0)] ContextId Context,
    [property: Id(1)] KmeId From,
    [property: Id(2)] KmeId To,
    [property: Id(3)] double RateBitsPerSecond);
