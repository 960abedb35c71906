using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Registers the key delivery of a site's KME.</summary>
public static class KeyDeliveryRegistration
{
    /// <summary>
    /// Adds <see cref="KeyDelivery"/> and <see cref="IPadSource"/> under the site's id, beside the site's <see cref="IKeyVault"/>; a second call
    /// changes nothing. Needs <see cref="KeyPoolRegistration.AddKeyPools"/>, grain factory, network directory, clock, entropy and logging.
    /// </summary>
    public static IServiceCollection AddKeyDelivery(this IServiceCollection services, KmeAddress kme, KeyDeliveryOptions options)
    {
        services.TryAddKeyedSingleton(kme.Site, (provider, _) => new KeyDelivery(
            new KeyDeliverySite(
                kme,
                provider.GetRequiredKeyedService<IKeyVault>(kme.Site),
                provider.GetRequiredService<IGrainFactory>(),
                provider.GetRequiredService<INetworkDirectory>(),
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<IEntropySource>()),
            provider.GetRequiredService<KeyPoolOptions>(),
            options,
            provider.GetRequiredService<ILogger<KeyDelivery>>()));
        services.TryAddKeyedSingleton<IPadSource>(kme.Site, (provider, _) => provider.GetRequiredKeyedService<KeyDelivery>(kme.Site));
        return services;
    }
}
