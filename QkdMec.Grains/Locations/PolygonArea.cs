using System.Collections.Immutable;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Grains.Locations;

/// <summary>
/// The area of a GeoJSON polygon (RFC 7946): within its outer ring, borders included, and not within a hole. Lines are straight in longitude and latitude, as
/// there; rings may be closed or open, and one of too few positions has no inside. An area crosses the antimeridian with longitudes beyond 180 degrees, or with a
/// <c>bbox</c> whose west is greater than its east.
/// </summary>
internal sealed class PolygonArea
{
    private const double FullTurn = 360;

    private readonly ImmutableArray<ImmutableArray<GeoPoint>> rings;

    /// <summary>The area of a polygon, whatever it holds.</summary>
    public PolygonArea(Polygon polygon)
    {
        var west = CrossingWest(polygon.Bbox);
        rings = [.. polygon.Coordinates.Select(ring => ring.Where(position => position.Count >= 2).Select(position => ToPoint(position, west)).ToImmutableArray())];
    }

    /// <summary>Whether a place lies in the area.</summary>
    public bool Contains(GeoPoint place) =>
        HasWithin(place) || HasWithin(place with { Longitude = place.Longitude + FullTurn }) || HasWithin(place with { Longitude = place.Longitude - FullTurn });

    private bool HasWithin(GeoPoint place) =>
        rings is [var outer, .. var holes]
        && (IsOnBorder(outer, place) || IsInside(outer, place))
        && !holes.Any(hole => IsInside(hole, place) && !IsOnBorder(hole, place));

    // Counts how often a line to the east crosses the ring; its last position joins its first.
    private static bool IsInside(ImmutableArray<GeoPoint> ring, GeoPoint place)
    {
        var inside = false;
        for (var end = 0; end < ring.Length; end++)
        {
            var (a, b) = (ring[end], ring[(end + 1) % ring.Length]);
            if (a.Latitude > place.Latitude != b.Latitude > place.Latitude
                && place.Longitude < ((b.Longitude - a.Longitude) * ((place.Latitude - a.Latitude) / (b.Latitude - a.Latitude))) + a.Longitude)
            {
                inside = !inside;
            }
        }

        return inside;
    }

    private static bool IsOnBorder(ImmutableArray<GeoPoint> ring, GeoPoint place)
    {
        for (var end = 0; end < ring.Length; end++)
        {
            if (IsBetween(ring[end], ring[(end + 1) % ring.Length], place))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBetween(GeoPoint a, GeoPoint b, GeoPoint place) =>
        place.Longitude >= Math.Min(a.Longitude, b.Longitude) && place.Longitude <= Math.Max(a.Longitude, b.Longitude)
        && place.Latitude >= Math.Min(a.Latitude, b.Latitude) && place.Latitude <= Math.Max(a.Latitude, b.Latitude)
        && (b.Longitude - a.Longitude) * (place.Latitude - a.Latitude) == (b.Latitude - a.Latitude) * (place.Longitude - a.Longitude);

    // RFC 7946, clause 5.2: such a box begins in the west of the antimeridian and ends in the east of it.
    private static double? CrossingWest(IReadOnlyList<double>? box) =>
        box is { Count: 4 or 6 } && box[0] > box[box.Count / 2] ? box[0] : null;

    private static GeoPoint ToPoint(IReadOnlyList<double> position, double? crossingWest) =>
        new(crossingWest is { } west && position[0] < west && position[0] <= 0 ? position[0] + FullTurn : position[0], position[1]);
}
