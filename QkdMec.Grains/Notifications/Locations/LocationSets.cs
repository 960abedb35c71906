using System.Collections.Immutable;
using System.Globalization;
using QkdMec.Grains.Locations;

namespace QkdMec.Grains.Notifications.Locations;

/// <summary>Compares where an application is available: hosts at one place are one location, and their order means nothing.</summary>
internal static class LocationSets
{
    /// <summary>Each location once, in an order of its own.</summary>
    public static ImmutableArray<HostLocation> Of(IEnumerable<HostLocation> locations) =>
        [.. locations.DistinctBy(Describe).OrderBy(Describe, StringComparer.Ordinal)];

    /// <summary>Whether two sets of <see cref="Of"/> are the same.</summary>
    public static bool AreSame(ImmutableArray<HostLocation> one, ImmutableArray<HostLocation> other) =>
        one.Select(Describe).SequenceEqual(other.Select(Describe), StringComparer.Ordinal);

    // Every part with its length, so that no two locations read the same.
    private static string Describe(HostLocation location)
    {
        var civic = location.CivicAddress.IsDefaultOrEmpty
            ? ""
            : string.Concat(location.CivicAddress.Select(element => string.Create(CultureInfo.InvariantCulture, $"{element.Type}:{element.Value.Length}:{element.Value};")));
        return string.Create(CultureInfo.InvariantCulture, $"{location.CountryCode}|{civic}|{location.Point?.Longitude:R} {location.Point?.Latitude:R}");
    }
}
