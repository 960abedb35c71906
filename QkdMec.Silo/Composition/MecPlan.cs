using System.Collections.Immutable;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Functions;
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
    /// <exception cref="StartupException">The scenario names what the system does not have, or a model of a built-in function is broken.</exception>
    public static MecOptions OptionsOf(SystemPlan plan)
    {
        var options = new MecOptions
        {
            Hosts = [.. plan.Sites.SelectMany(site => site.Hosts.Select(host => DescriptionOf(site, host)))],
            Functions = FunctionNames(),
            DeviceAppSites = plan.Sites.Where(site => site.Client is not null).ToImmutableDictionary(site => site.Client!.DeviceApp, site => site.Id),
            DefaultClientSite = plan.ClientSite?.Id,
            Policy = plan.Scenario.Policies.Placement,
            KeyRateBitsPerSecond = plan.Scenario.Policies.KeyRateBitsPerSecond,
        };
        var faults = options.FindFaults().Concat(UnknownFunctions(plan.Scenario, options)).ToList();
        return faults.Count == 0 ? options : throw new StartupException($"scenario '{plan.Scenario.Name}': {string.Join("; ", faults)}");
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
    };

    /// <summary>Making a runtime reads every model, so that a broken file stops the start and not the first invocation.</summary>
    private static ImmutableArray<string> FunctionNames()
    {
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddFunctions().BuildServiceProvider();
        return [.. services.GetRequiredService<IFunctionRuntime>().Functions.Select(function => function.Name)];
    }

    private static IEnumerable<string> UnknownFunctions(Scenario scenario, MecOptions options) => scenario.Apps
        .Where(app => !options.Functions.Contains(app.Function))
        .Select(app => $"app '{app.Name}': there is no function '{app.Function}': give one of {string.Join(", ", options.Functions)}");
}
