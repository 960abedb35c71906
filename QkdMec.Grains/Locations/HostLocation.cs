using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Locations;

/// <summary>Where a MEC host stands, as far as it is told.</summary>
/// <param name="CountryCode">ISO 3166, two capitals; null when it is not told.</param>
/// <param name="CivicAddress">Elements of its civic address; empty when it is not told.</param>
/// <param name="Point">Its place on the globe; null when it is not told.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostLocation)]
public sealed record HostLocation(
    [property: Id(0)] string? CountryCode, [property: Id(1)] ImmutableArray<CivicElement> CivicAddress, [property: Id(2)] GeoPoint? Point);
