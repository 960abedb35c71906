using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;

namespace QkdMec.Grains.Locations;

/// <summary>Where a context may be placed: at one of the application's locations, and at every one that its instances ask for.</summary>
/// <param name="ofTheApp">The locations where the application can be used; empty for anywhere.</param>
/// <param name="ofTheInstances">The locations that the device asks for.</param>
internal sealed class LocationWishes(ImmutableArray<AppLocation> ofTheApp, ImmutableArray<AppLocation> ofTheInstances)
{
    private readonly ImmutableArray<LocationConstraint> choices = Read(ofTheApp);
    private readonly ImmutableArray<LocationConstraint> demands = Read(ofTheInstances);

    /// <summary>Why a host does not do; null when it does.</summary>
    public string? FindMismatch(HostLocation host)
    {
        var mismatches = choices.Select(choice => choice.FindMismatch(host)).ToList();
        return mismatches.Count > 0 && mismatches.TrueForAll(mismatch => mismatch is not null)
            ? Combine(mismatches)
            : demands.Select(demand => demand.FindMismatch(host)).FirstOrDefault(mismatch => mismatch is not null);
    }

    private static string Combine(List<string?> mismatches) =>
        mismatches.Distinct(StringComparer.Ordinal).Count() == 1 ? mismatches[0]! : "it stands at none of the application's locations";

    private static ImmutableArray<LocationConstraint> Read(ImmutableArray<AppLocation> locations) =>
        locations.IsDefaultOrEmpty ? [] : [.. locations.Select(LocationConstraint.Of)];
}
