using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Locations;

/// <summary>A place on the globe (WGS 84).</summary>
/// <param name="Longitude">Degrees east, -180 to 180.</param>
/// <param name="Latitude">Degrees north, -90 to 90.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.GeoPoint)]
public readonly record struct GeoPoint([property: Id(0)] double Longitude, [property: Id(1)] double Latitude);
