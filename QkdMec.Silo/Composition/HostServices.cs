using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Functions.Runtime;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Silo.Workers;
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
            services.AddFunctionsOf(parts, host);
        }

        return services.AddSingleton<IHosts>(provider => new MecHosts(hosts.ToDictionary(
            host => host.Id,
            host => new HostParts(host.Sae, provider.GetRequiredKeyedService<IKeyClient>(host.Id), provider.GetRequiredKeyedService<IFunctionRuntime>(host.Id)))));
    }

    private static void AddFunctionsOf(this IServiceCollection services, SystemParts parts, HostPlan host)
    {
        services.TryAddSingleton<WorkerInstruments>();
        services.AddKeyedSingleton<IFunctionRuntime>(host.Id, (provider, _) =>
            host.Workers.IsEmpty ? provider.GetRequiredService<IFunctionRuntime>() : WorkerLinks.RuntimeOf(provider, parts, host));
    }
}
