using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyListeners;
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

namespace QkdMec.Tests.Simulation.Sites;

/// <summary>A simulated site of the key layer, composed as the product composes one. What a test registers after it takes the place of the product's.</summary>
internal static class SiteComposition
{
    /// <summary>Adds everything that a site has.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services, SiteParts parts)
    {
        var (site, kme) = parts.Address;
        return services.AddSingleton(parts.States)
            .AddSingleton(parts.Entropy)
            .AddSingleton<ISites>(provider => new KeyedSites([site], provider))
            .AddKeyedSingleton(site, parts.Vault)
            .AddKeyedSingleton(site, (provider, _) => DeliveryOf(provider, parts.Address, new KeyDeliveryOptions()))
            .AddKeyedSingleton<IPadSource>(site, (provider, key) => provider.GetRequiredKeyedService<KeyDelivery>(key))
            .AddQkdNetwork(parts.Network.Topology, parts.Network.Links)
            .AddQkdSite(site, _ => plan => plan.Link.Joins(kme) ? ModuleOf(parts, plan.Link) : null)
            .AddKeyPools(parts.Pools);
    }

    /// <summary>The key delivery of a site, on what is registered there.</summary>
    /// <param name="provider">The site's silo.</param>
    /// <param name="address">The site and its KME.</param>
    /// <param name="options">Its limits.</param>
    /// <param name="listener">Which listener of the site it is; null: its only one.</param>
    public static KeyDelivery DeliveryOf(IServiceProvider provider, KmeAddress address, KeyDeliveryOptions options, KeyListener? listener = null) => new(
        new KeyDeliverySite(
            address,
            provider.GetRequiredKeyedService<IKeyVault>(address.Site),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<INetworkDirectory>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IEntropySource>(),
            listener),
        provider.GetRequiredService<KeyPoolOptions>(),
        options,
        NullLogger<KeyDelivery>.Instance);

    /// <summary>A relay's own sender, over references that a test chooses.</summary>
    public static RelaySender SenderOf(IServiceProvider provider, IGrainFactory grains) => new(
        provider.GetRequiredService<INetworkDirectory>(),
        grains,
        provider.GetRequiredService<NetworkTeller>(),
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<IOptions<TrustedRelayOptions>>());

    // Both ends of a link know the same secret, no two links do.
    private static SimulatedQkdModule ModuleOf(SiteParts parts, LinkId link)
    {
        var secret = new KeyMaterial("link secret", SimulatedQkdModule.MinSecretLength);
        secret.Span.Fill((byte)(parts.Network.Topology.Links.IndexOf(link) + 1));
        return new SimulatedQkdModule(link, parts.Address.Kme, secret, parts.Entropy);
    }
}
