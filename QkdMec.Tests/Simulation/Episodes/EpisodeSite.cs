using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Storage;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.Sites;
using QkdMec.Protocols.Secrets;
using QkdMec.Silo.Composition;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.Episodes;

/// <summary>A site of an episode, composed as the product composes it, with its vault in memory.</summary>
internal sealed class EpisodeSite(KmeAddress address, NetworkPlan network, EpisodeSetting setting, IGrainStateStore states)
{
    private readonly MemoryKeyVault vault = new(new Guid(network.Topology.Kmes.IndexOf(address) + 1, 0, 0, new byte[8]));

    public SiloDefinition Definition => new(
        address.Site.Value, ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, address.Site.Value), Compose);

    private void Compose(IServiceCollection services)
    {
        var entropy = new SeededEntropy(1000 + (ulong)network.Topology.Kmes.IndexOf(address));
        services.AddSingleton(states)
            .AddSingleton<IEntropySource>(entropy)
            .AddSingleton<ISites>(provider => new KeyedSites([address.Site], provider))
            .AddKeyedSingleton<IKeyVault>(address.Site, vault)
            .AddKeyedSingleton(address.Site, (provider, _) => DeliveryOf(provider, entropy))
            .AddKeyedSingleton<IPadSource>(address.Site, (provider, key) => provider.GetRequiredKeyedService<KeyDelivery>(key))
            .AddQkdNetwork(network.Topology, network.Links)
            .AddQkdSite(address.Site, _ => plan => plan.Link.Joins(address.Kme) ? ModuleOf(plan.Link, entropy) : null)
            .AddKeyPools(setting.Pools)
            .Configure(setting.Links)
            .Configure(setting.Network);
    }

    private KeyDelivery DeliveryOf(IServiceProvider provider, IEntropySource entropy)
    {
        var site = new KeyDeliverySite(
            address,
            vault,
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<INetworkDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            entropy);
        return new KeyDelivery(site, setting.Pools, new KeyDeliveryOptions(), NullLogger<KeyDelivery>.Instance);
    }

    private SimulatedQkdModule ModuleOf(LinkId link, IEntropySource entropy)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill((byte)network.Topology.Links.IndexOf(link));
        return new SimulatedQkdModule(link, address.Kme, secret, entropy);
    }
}
