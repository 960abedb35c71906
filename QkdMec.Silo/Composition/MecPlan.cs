using System.Collections.Immutable;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>The MEC system of a scenario.</summary>
internal static class MecPlan
{
    private const string DescriptorVersion = "1.0";

    /// <summary>The options of every silo.</summary>
    /// <exception cref="StartupException">They do not fit together.</exception>
    public static MecOptions OptionsOf(SystemPlan plan)
    {
        var options = new MecOptions
        {
            Hosts = [.. plan.AllSites.SelectMany(site => site.Hosts.Select(host => DescriptionOf(site, host)))],
            Functions = KnownFunctions.Names,
            DeviceAppSites = plan.AllSites.Where(site => site.Client is not null).ToImmutableDictionary(site => site.Client!.DeviceApp, site => site.Id),
            DefaultClientSite = plan.ClientSite?.Id,
            Policy = plan.Scenario.Policies.Placement,
            SingleHost = plan.Scenario.Policies.SingleHost is { } single ? HostId.Parse(single) : null,
            HostsByApp = plan.Scenario.Policies.HostsByApp.ToImmutableDictionary(entry => entry.Key, entry => HostId.Parse(entry.Value)),
            StockHorizon = TimeSpan.FromSeconds(plan.Scenario.Policies.StockHorizonSeconds),
            KeyRateBitsPerSecond = plan.Scenario.Policies.KeyRateBitsPerSecond,
            MaxLoad = plan.Scenario.Policies.MaxLoad,
            TelemetryAge = TimeSpan.FromSeconds(plan.Scenario.Policies.TelemetrySeconds),
        };
        var faults = options.FindFaults();
        return faults.IsEmpty ? options : throw new StartupException($"scenario '{plan.Scenario.Name}': {string.Join("; ", faults)}");
    }

    /// <summary>An application as the catalogue keeps it. Its descriptor id is made of name and version, so that a second start finds it there.</summary>
    public static CatalogApp CatalogAppOf(AppScenario app) => new()
    {
        AppDId = $"{app.Name}-{app.Version}",
        Identity = new AppIdentity(app.Name, app.Provider, app.Version, DescriptorVersion),
        Description = app.Description,
        Function = app.Function,
        Needs = new AppNeeds(MemoryMegabytes: app.MemoryMegabytes),
    };

    private static HostDescription DescriptionOf(SitePlan site, HostPlan host) => new()
    {
        Id = host.Id,
        Kme = site.Kme.Kme,
        Contexts = host.Resources.Contexts,
        MemoryMegabytes = host.Resources.MemoryMegabytes,
        CountryCode = host.Resources.CountryCode,
        CivicAddress = [.. host.Resources.CivicAddress.OrderBy(element => element.Key).Select(element => new CivicElement(element.Key, element.Value))],
        Point = host.Resources is { Longitude: { } longitude, Latitude: { } latitude } ? new GeoPoint(longitude, latitude) : null,
    };
}
