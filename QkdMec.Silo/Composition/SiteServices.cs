using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.KeyVaults;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.Scenarios;

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
        return services.AddQkdSite(site.Id, provider => plan => ModuleOf(parts, site, plan, provider));
    }

    private static DatabaseKeyVault VaultOf(SystemParts parts, SitePlan site)
    {
        var directory = parts.Data.SiteDirectory(site.Id);
        try
        {
            if (VaultChoice.PostgresOf(directory, parts.Plan.Options) is { } postgres)
            {
                return DatabaseKeyVault.OpenPostgres(postgres, site.Id.Value, directory);
            }

            // Two vaults of one site would not know of each other's blocks.
            return site.KeyAddresses.Length <= 1
                ? DatabaseKeyVault.OpenSqlite(directory)
                : throw new StartupException(
                    $"site '{site.Id}' runs on several machines, so its vault must be in PostgreSQL: set {CommandLine.VaultPostgresVariable} or write '{Path.Combine(directory, VaultChoice.ConnectionFile)}'");
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
            provider.GetRequiredService<IEntropySource>(),
            new KeyListener(site.Listener, EndsEarlier: true)),
        provider.GetRequiredService<KeyPoolOptions>(),
        site.KeyDelivery.In(provider.GetRequiredService<KeyDeliveryOptions>()),
        provider.GetRequiredService<ILogger<KeyDelivery>>());

    private static IQkdModule? ModuleOf(SystemParts parts, SitePlan site, LinkPlan plan, IServiceProvider provider)
    {
        if (!plan.Link.Joins(site.Kme.Kme))
        {
            return null;
        }

        // A link that an operator laid is not the scenario's any more, whatever its name.
        var module = plan.Generation == 0 ? parts.Plan.Modules.GetValueOrDefault(plan.Link) : null;
        var services = new ModuleServices(
            provider.GetRequiredService<IEntropySource>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<IQkdModule>>());
        return ModuleDrivers.Make(plan.Link, site.Kme.Kme, module, parts.Data.SiteDirectory(site.Id), services)
            ?? SimulatedOf(parts, site, plan, provider);
    }

    private static SimulatedQkdModule? SimulatedOf(SystemParts parts, SitePlan site, LinkPlan plan, IServiceProvider provider)
    {
        if (parts.Plan.Process.MachineName is null)
        {
            // Both ends hold the same secret before either is read, whichever site needs its device first.
            var topology = provider.GetRequiredService<INetworkDirectory>().Topology;
            LinkSecretFiles.Install(parts.Data, plan.Link, topology.Locate(plan.Link.Smaller).Site, topology.Locate(plan.Link.Larger).Site);
        }
        else if (!LinkSecretFiles.Exists(parts.Data, plan.Link, site.Id))
        {
            // Laid while the system runs: no device was installed at the two machines.
            return null;
        }

        return new SimulatedQkdModule(
            plan.Link, site.Kme.Kme, LinkSecretFiles.Read(parts.Data, plan.Link, site.Id), provider.GetRequiredService<IEntropySource>());
    }
}
