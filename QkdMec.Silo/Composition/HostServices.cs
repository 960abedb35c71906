using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Qkd014Clients;
using MecHosts = QkdMec.Grains.SecurityContexts.HostTable;

namespace QkdMec.Silo.Composition;

/// <summary>The MEC hosts of a silo: each with its SAE, its way to its site's KME, and the function runtime.</summary>
internal static class HostServices
{
    /// <summary>Adds the hosts; a silo without hosts gets an empty table.</summary>
    public static IServiceCollection AddHosts(this IServiceCollection services, SystemParts parts, IReadOnlyCollection<HostPlan> hosts)
    {
        if (hosts.Count > 0)
        {
            services.AddFunctions();
        }

        foreach (var host in hosts)
        {
            services.AddKeyedSingleton<IKeyClient>(host.Id, (_, _) => KeyClients.Of(parts, host.Id.Site, host.KeyAddresses, host.Sae));
        }

        return services.AddSingleton<IHosts>(provider => new MecHosts(hosts.ToDictionary(
            host => host.Id,
            host => new HostParts(host.Sae, provider.GetRequiredKeyedService<IKeyClient>(host.Id), provider.GetRequiredService<IFunctionRuntime>()))));
    }
}
