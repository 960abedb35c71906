using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QkdMec.Embedded.Activations;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Watching;
using QkdMec.Grains.Sites;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;
using QkdMec.Silo.Composition;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>One site of a <see cref="MeshNetwork"/>: what survives a crash of its silo, and how its silo is composed.</summary>
internal sealed class MeshSite(KmeAddress address, MeshNetwork network)
{
    private ulong starts;

    public KmeAddress Address => address;

    public MemoryKeyVault Vault { get; } = new(new Guid(network.Topology.Kmes.IndexOf(address) + 1, 0, 0, new byte[8]));

    public SiloDefinition Definition => new(
        address.Site.Value, ImmutableDictionary<string, string>.Empty.Add(KeyPlacement.SitesKey, address.Site.Value), Compose);

    private void Compose(IServiceCollection services)
    {
        // Another seed at every start: a restarted device must not draw the nonces of its last life.
        var entropy = new SeededEntropy(((ulong)network.Topology.Kmes.IndexOf(address) << 56) ^ (++starts << 40));
        services.AddSingleton(network.States)
            .AddSingleton<IEntropySource>(entropy)
            .AddSingleton(RelaySenderOf)
            .AddSingleton<ISites>(provider => new KeyedSites([address.Site], provider))
            .AddKeyedSingleton<IKeyVault>(address.Site, Vault)
            .AddKeyedSingleton(address.Site, (provider, _) => DeliveryOf(provider))
            .AddKeyedSingleton(address.Site, (provider, _) => PadsOf(provider.GetRequiredKeyedService<KeyDelivery>(address.Site)))
            .AddQkdNetwork(network.Topology, network.Plans)
            .AddQkdSite(address.Site, _ => plan => plan.Link.Joins(address.Kme) ? ModuleOf(plan.Link, entropy) : null)
            .AddKeyPools(new KeyPoolOptions { CapacityBytes = MeshNetwork.PoolBytes });
        services.Configure<QkdLinkOptions>(options => options.MaxBlockBytes = MeshNetwork.LinkBlockBytes);
        services.Configure<QkdNetworkOptions>(options =>
        {
            options.RelayBlockBytes = MeshNetwork.RelayBlockBytes;
            network.Configure(options);
        });
    }

    private RelaySender RelaySenderOf(IServiceProvider provider) => new(
        provider.GetRequiredService<INetworkDirectory>(),
        new LoggedRelays(provider.GetRequiredService<IGrainFactory>(), network.Relays),
        provider.GetRequiredService<NetworkTeller>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<TrustedRelayOptions>>());

    private IPadSource PadsOf(KeyDelivery delivery) =>
        new LoggedPads(address.Kme, network.Liar == address.Kme.Value ? new LyingPads(delivery) : delivery, network.Relays);

    private KeyDelivery DeliveryOf(IServiceProvider provider)
    {
        var site = new KeyDeliverySite(
            address,
            Vault,
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<INetworkDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IEntropySource>());
        return new KeyDelivery(site, provider.GetRequiredService<KeyPoolOptions>(), new KeyDeliveryOptions(), NullLogger<KeyDelivery>.Instance);
    }

    private SimulatedQkdModule ModuleOf(LinkId link, IEntropySource entropy)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill((byte)(network.Topology.Links.IndexOf(link) + 1));
        return new SimulatedQkdModule(link, address.Kme, secret, entropy);
    }
}
