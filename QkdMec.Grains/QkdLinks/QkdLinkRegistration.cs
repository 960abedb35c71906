using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdLinks;

/// <summary>Registers what links need in every silo, and what a site needs in its own.</summary>
public static class QkdLinkRegistration
{
    /// <summary>Adds it; safe twice. Needs an <see cref="ILinkDirectory"/>.</summary>
    public static IServiceCollection AddQkdLinks(this IServiceCollection services)
    {
        services.AddOptions<QkdLinkOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QkdLinkOptions>, QkdLinkOptionsValidator>());
        services.TryAddSingleton<LinkReporter>();
        services.TryAddSingleton<QkdLinkInstruments>();
        return services;
    }

    /// <summary>
    /// Adds what one site brings to the network, in a silo that runs for it: its QKD devices, what arrives by relays, and its
    /// <see cref="IBlockSource"/>. Needs the site's <see cref="IPadSource"/> and an <see cref="IEntropySource"/>. Safe twice.
    /// </summary>
    /// <param name="services">The container.</param>
    /// <param name="site">The site.</param>
    /// <param name="install">Makes the site's device of a link that ends at it, when it is first needed.</param>
    public static IServiceCollection AddQkdSite(
        this IServiceCollection services, SiteId site, Func<IServiceProvider, Func<LinkPlan, IQkdModule?>> install)
    {
        services.TryAddKeyedSingleton<IQkdModules>(site, (provider, _) => new QkdModules(provider.GetRequiredService<ILinkDirectory>(), install(provider)));
        services.TryAddKeyedSingleton(
            site, (provider, _) => new RelayStaging(provider.GetRequiredService<IOptions<TrustedRelayOptions>>().Value.StagingBytes));
        services.TryAddKeyedSingleton<IBlockSource>(site, (provider, _) => new SiteBlockSource(
            provider.GetRequiredKeyedService<IQkdModules>(site),
            provider.GetRequiredKeyedService<RelayStaging>(site),
            new BlockDispatch(
                new Lazy<IPadSource>(() => provider.GetRequiredKeyedService<IPadSource>(site)),
                provider.GetRequiredService<RelaySender>(),
                provider.GetRequiredService<IEntropySource>())));
        return services;
    }
}
