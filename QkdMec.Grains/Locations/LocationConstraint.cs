using System.Globalization;
using System.Text.Json;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Grains.Locations;

/// <summary>
/// A location that is asked for, held against where hosts stand. Country and area must both fit, an area counts more than a civic address, and what a host
/// does not tell of itself excludes it from nothing.
/// </summary>
internal sealed class LocationConstraint
{
    private readonly LocationConstraints wanted;
    private readonly PolygonArea? area;

    private LocationConstraint(LocationConstraints wanted)
    {
        this.wanted = wanted;
        area = wanted.Area is { } polygon ? new PolygonArea(polygon) : null;
    }

    /// <summary>The constraint of a location as it is kept.</summary>
    public static LocationConstraint Of(AppLocation location) =>
        new(JsonSerializer.Deserialize(location.Json, Mx2Json.Default.LocationConstraints)!);

    /// <summary>Why a host does not stand there; null when it may.</summary>
    public string? FindMismatch(HostLocation host)
    {
        if (host.CountryCode is { } country && wanted.CountryCode is { } other && other != country)
        {
            return $"it stands in {country}";
        }

        return area is null ? FindCivicMismatch(host) : FindAreaMismatch(host, area);
    }

    private static string? FindAreaMismatch(HostLocation host, PolygonArea area) => host.Point is { } point && !area.Contains(point)
        ? string.Create(CultureInfo.InvariantCulture, $"it stands at longitude {point.Longitude}, latitude {point.Latitude}, outside the area")
        : null;

    private string? FindCivicMismatch(HostLocation host) =>
        wanted.CivicAddressElement is { } elements && CivicAddress.FindContradiction(host.CivicAddress, elements) is { } missing
            ? $"its civic address is not '{missing.Value}' (caType {missing.Type})"
            : null;
}
