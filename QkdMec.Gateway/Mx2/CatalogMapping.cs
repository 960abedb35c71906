using System.Collections.Immutable;
using System.Text.Json;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Gateway.Mx2;

/// <summary>Between the catalogue and the interface's words.</summary>
internal static class CatalogMapping
{
    /// <summary>The application as the list shows it.</summary>
    public static ApplicationInfo ToInfo(this CatalogApp app) => new()
    {
        AppDId = app.AppDId,
        AppName = app.Identity.Name,
        AppProvider = app.Identity.Provider,
        AppSoftVersion = app.Identity.SoftVersion,
        AppDVersion = app.Identity.DVersion,
        AppDescription = app.Description,
        AppLocation = app.Locations.IsDefaultOrEmpty ? null : [.. app.Locations.Select(ToConstraints)],
        AppCharcs = app.Needs is { } needs ? ToCharacteristics(needs) : null,
    };

    /// <summary>The vendor's extension; null without one.</summary>
    public static JsonElement? ToVendorExtension(this CatalogApp app) =>
        app.VendorExtensionJson is { } json ? JsonElement.Parse(json) : null;

    /// <summary>What an application needs, in the system's words.</summary>
    public static AppNeeds ToNeeds(this AppCharacteristics given) =>
        new(given.Memory, given.Storage, given.Latency, given.Bandwidth, given.ServiceCont);

    /// <summary>A location in the system's words.</summary>
    public static AppLocation ToLocation(this LocationConstraints given) =>
        new(given.CountryCode, JsonSerializer.Serialize(given, Mx2Json.Default.LocationConstraints));

    /// <summary>Locations in the system's words.</summary>
    public static ImmutableArray<AppLocation> ToLocations(this IReadOnlyList<LocationConstraints>? given) =>
        given is null ? [] : [.. given.Select(ToLocation)];

    /// <summary>A location in the interface's words.</summary>
    public static LocationConstraints ToConstraints(this AppLocation location) =>
        JsonSerializer.Deserialize(location.Json, Mx2Json.Default.LocationConstraints)!;

    private static AppCharacteristics ToCharacteristics(AppNeeds needs) => new()
    {
        Memory = needs.MemoryMegabytes,
        Storage = needs.StorageMegabytes,
        Latency = needs.LatencyMilliseconds,
        Bandwidth = needs.BandwidthKilobitsPerSecond,
        ServiceCont = needs.ServiceContinuity,
    };
}
