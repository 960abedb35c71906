using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.QkdNetworks.Watching;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Registers the QKD network: links, KMEs, relays, routes.</summary>
public static class QkdNetworkRegistration
{
    /// <summary>
    /// Adds what every silo needs, whichever sites it runs for; safe twice, the first topology stays. A silo that runs for a site also
    /// needs <see cref="QkdLinkRegistration.AddQkdSite"/>.
    /// </summary>
    public static IServiceCollection AddQkdNetwork(this IServiceCollection services, NetworkTopology topology, IEnumerable<LinkPlan> plans)
    {
        services.AddQkdLinks().AddKmes().AddTrustedRelays();
        services.AddOptions<QkdNetworkOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QkdNetworkOptions>, QkdNetworkOptionsValidator>());
        services.TryAddSingleton(new NetworkDirectory(new NetworkPlan(topology, plans)));
        services.TryAddSingleton<INetworkDirectory>(provider => provider.GetRequiredService<NetworkDirectory>());
        services.TryAddSingleton<ILinkDirectory>(provider => provider.GetRequiredService<NetworkDirectory>());
        services.TryAddSingleton<TopologyAnnouncer>();
        services.TryAddSingleton<NetworkKeeper>();
        services.TryAddSingleton<NetworkReader>();
        services.TryAddSingleton<NetworkServices>();
        services.TryAddSingleton<NetworkTeller>();
        services.TryAddSingleton<IStockListener>(provider => provider.GetRequiredService<NetworkTeller>());
        services.TryAddSingleton<QkdNetworkInstruments>();
        return services;
    }
}
