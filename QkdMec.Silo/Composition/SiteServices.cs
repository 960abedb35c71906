using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.KeyVaults;
using QkdMec.Silo.QkdLinks;

namespace QkdMec.Silo.Composition;

/// <summary>The parts of one site, keyed by its id, so that nothing of another site can be reached by mistake.</summary>
internal static class SiteServices
{
    /// <summary>Adds a site's parts.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services, SystemParts parts, SitePlan site)
    {
        services.TryAddKeyedSingleton<IKeyVault>(site.Id, (_, _) => VaultOf(parts, site));
        services.TryAddSingleton(new KeyDeliveryOptions());
        services.TryAddKeyedSingleton(site.Id, (provider, _) => DeliveryOf(provider, site));
        services.TryAddKeyedSingleton<IPadSource>(site.Id, (provider, key) => provider.GetRequiredKeyedService<KeyDelivery>(key));
        return services.AddQkdSite(site.Id, provider => ModulesOf(parts, site, provider.GetRequiredService<IEntropySource>()));
    }

    private static DatabaseKeyVault VaultOf(SystemParts parts, SitePlan site)
    {
        var directory = parts.Data.SiteDirectory(site.Id);
        try
        {
            return VaultChoice.PostgresOf(directory, parts.Plan.Options) is { } postgres
                ? DatabaseKeyVault.OpenPostgres(postgres, site.Id.Value, directory)
                : DatabaseKeyVault.OpenSqlite(directory);
        }
        catch (KeyVaultException fault)
        {
            throw new StartupException(fault.Message, fault);
        }
    }

    private static KeyDelivery DeliveryOf(IServiceProvider provider, SitePlan site) => new(
        new KeyDeliverySite(
            site.Kme,
            provider.GetRequiredKeyedService<IKeyVault>(site.Id),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<INetworkDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IEntropySource>()),
        provider.GetRequiredService<KeyPoolOptions>(),
        provider.GetRequiredService<KeyDeliveryOptions>(),
        provider.GetRequiredService<ILogger<KeyDelivery>>());

    private static IEnumerable<IQkdModule> ModulesOf(SystemParts parts, SitePlan site, IEntropySource entropy) =>
        parts.Plan.Topology.LinksOf(site.Kme.Kme).Select(link =>
            new SimulatedQkdModule(link, site.Kme.Kme, LinkSecretFiles.Read(parts.Data, link, site.Id), entropy));

    /// <summary>Installs the devices of all links, so that both ends hold the same secret before either is read.</summary>
    public static void InstallLinks(SystemPlan plan, DataDirectories.DataDirectory data)
    {
        foreach (var link in plan.Topology.Links)
        {
            LinkSecretFiles.Install(data, link, SiteOf(plan, link.Smaller), SiteOf(plan, link.Larger));
        }
    }

    private static SiteId SiteOf(SystemPlan plan, KmeId kme) => plan.Topology.Locate(kme).Site;
}
