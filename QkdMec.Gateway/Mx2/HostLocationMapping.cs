using QkdMec.Grains.Locations;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary>Where hosts stand, in the interface's words: what is answered here and asked for again fits those hosts.</summary>
internal static class HostLocationMapping
{
    /// <summary>Half the side of the area that stands for a point, in degrees: about 100 m.</summary>
    private const double Around = 0.001;

    /// <summary>Each location once; one without attributes when a host does not tell.</summary>
    public static IReadOnlyList<AvailableLocation> ToAvailable(this IEnumerable<HostLocation> hosts) =>
        [.. hosts.Select(ToConstraints).DistinctBy(location => location.ToLocation().Json).Select(location => new AvailableLocation { AppLocation = location })];

    // The interface wants an area or a civic address and not both; the address says more to those who read it.
    private static LocationConstraints ToConstraints(HostLocation host) => new()
    {
        CountryCode = host.CountryCode,
        CivicAddressElement = host.CivicAddress.IsDefaultOrEmpty
            ? null
            : [.. host.CivicAddress.Select(element => new CivicAddressElement { CaType = element.Type, CaValue = element.Value })],
        Area = host.CivicAddress.IsDefaultOrEmpty && host.Point is { } point ? AreaAround(point) : null,
    };

    private static Polygon AreaAround(GeoPoint point)
    {
        var (west, east) = (point.Longitude - Around, point.Longitude + Around);
        var (south, north) = (Math.Max(point.Latitude - Around, -90), Math.Min(point.Latitude + Around, 90));
        return new Polygon
        {
            Type = Polygon.TypeName,
            Coordinates = [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
        };
    }
}
