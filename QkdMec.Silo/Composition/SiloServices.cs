using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Sites;
using QkdMec.Silo.Entropy;
using QkdMec.Silo.Scenarios;

namespace QkdMec.Silo.Composition;

/// <summary>Fills the container of a silo, the same on both grain hosts: what every silo needs, then the sites and MEC hosts it runs for.</summary>
internal static class SiloServices
{
    /// <summary>Composes a silo.</summary>
    public static IServiceCollection AddSilo(
        this IServiceCollection services, SystemParts parts, IReadOnlyCollection<SitePlan> sites, IReadOnlyCollection<HostPlan> hosts)
    {
        services.AddCommon(parts);
        foreach (var site in sites)
        {
            services.AddSite(parts, site);
        }

        var ids = sites.Select(site => site.Id).ToHashSet();
        services.AddSingleton<ISites>(provider => new KeyedSites(ids, provider));
        return services.AddHosts(parts, hosts);
    }

    private static void AddCommon(this IServiceCollection services, SystemParts parts)
    {
        services.AddSingleton(parts.Logging);
        services.TryAddSingleton(typeof(ILogger<>), typeof(Logger<>));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddOptions();
        services.AddKeyPlacement();
        services.AddSingleton<IEntropySource, SystemEntropySource>();
        services.AddSingleton<IIdSource, RandomIdSource>();
        services.AddQkdNetwork(parts.Plan.Topology, parts.Plan.Links);
        services.Configure<QkdNetworkOptions>(options => Configure(options, parts.Plan.Scenario.Policies));
        services.AddKeyPools(parts.Plan.Pools);
        services.AddSecurityContexts();
        services.AddMec(parts.Mec);
        services.AddCallbacks(parts);
    }

    private static void Configure(QkdNetworkOptions options, PolicyScenario policies)
    {
        (options.RoutePolicy, options.DisjointPaths) = (policies.Routing ?? options.RoutePolicy, policies.DisjointPaths);
        foreach (var pair in policies.Pairs)
        {
            options.DisjointPathsOfPairs[NetworkChecks.PairOf(pair).ToGrainKey()] = pair.DisjointPaths;
        }
    }
}
