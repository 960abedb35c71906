using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>Which applications of the catalogue are wanted: any value within a list, all lists together; an empty list filters nothing.</summary>
/// <param name="Names">Names.</param>
/// <param name="Providers">Providers.</param>
/// <param name="SoftVersions">Software versions.</param>
/// <param name="VendorIds">Vendors of extensions.</param>
/// <param name="ServiceContinuity">0 or 1; an application that does not say counts as 0. Null filters nothing.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppFilter)]
public sealed record AppFilter(
    [property: Id(0)] ImmutableArray<string> Names,
    [property: Id(1)] ImmutableArray<string> Providers,
    [property: Id(2)] ImmutableArray<string> SoftVersions,
    [property: Id(3)] ImmutableArray<string> VendorIds,
    [property: Id(4)] int? ServiceContinuity)
{
    /// <summary>All applications.</summary>
    public static AppFilter All { get; } = new([], [], [], [], null);

    /// <summary>Whether an application is wanted.</summary>
    public bool Matches(CatalogApp app) =>
        Fits(Names, app.Identity.Name)
        && Fits(Providers, app.Identity.Provider)
        && Fits(SoftVersions, app.Identity.SoftVersion)
        && Fits(VendorIds, app.VendorId)
        && (ServiceContinuity is null || ServiceContinuity == (app.Needs?.ServiceContinuity ?? 0));

    private static bool Fits(ImmutableArray<string> wanted, string? value) =>
        wanted.IsDefaultOrEmpty || (value is not null && wanted.Contains(value, StringComparer.Ordinal));
}
