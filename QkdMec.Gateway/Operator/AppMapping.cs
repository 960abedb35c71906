using System.Collections.Immutable;
using QkdMec.Gateway.Mx2;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>Between the catalogue and the operator's words.</summary>
internal static class AppMapping
{
    /// <summary>The entry to on-board.</summary>
    public static CatalogApp ToEntry(this NewAppDocument given)
    {
        var info = given.AppInfo;
        return new CatalogApp
        {
            AppDId = info.AppDId ?? Guid.NewGuid().ToString("N"),
            Identity = new AppIdentity(info.AppName, info.AppProvider, info.AppSoftVersion, info.AppDVersion),
            Description = info.AppDescription,
            Function = given.Function,
            Needs = info.AppCharcs?.ToNeeds(),
            Rules = given.Placement?.ToRules() ?? AppRules.Default,
            Locations = info.AppLocation.ToLocations(),
            VendorId = given.VendorSpecificExt?.GetProperty("vendorId").GetString(),
            VendorExtensionJson = given.VendorSpecificExt?.GetRawText(),
        };
    }

    /// <summary>The entry as the operator reads it.</summary>
    public static AppDocument ToDocument(this CatalogApp app) => new()
    {
        AppInfo = app.ToInfo(),
        Function = app.Function,
        Placement = ToRules(app.Rules),
        VendorSpecificExt = app.ToVendorExtension(),
    };

    private static AppRules ToRules(this AppPlacementRules given) => new([.. given.AllowedHosts ?? []], [.. given.DeniedHosts ?? []], given.KeyRateBitsPerSecond)
    {
        ContextsPerInstance = given.ContextsPerInstance,
        AllowedDeviceApps = [.. given.AllowedDeviceApps ?? []],
        AllowedClients = [.. given.AllowedClients ?? []],
    };

    private static AppPlacementRules? ToRules(AppRules rules) => rules.IsDefault
        ? null
        : new AppPlacementRules
        {
            AllowedHosts = ToList(rules.AllowedHosts),
            DeniedHosts = ToList(rules.DeniedHosts),
            KeyRateBitsPerSecond = rules.KeyRateBitsPerSecond,
            ContextsPerInstance = rules.ContextsPerInstance,
            AllowedDeviceApps = ToList(rules.AllowedDeviceApps),
            AllowedClients = ToList(rules.AllowedClients),
        };

    private static ImmutableArray<string>? ToList(ImmutableArray<string> names) => names.IsDefaultOrEmpty ? null : names;
}
