using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>Registers what relays need in every silo.</summary>
public static class TrustedRelayRegistration
{
    /// <summary>Adds it; safe twice.</summary>
    public static IServiceCollection AddTrustedRelays(this IServiceCollection services)
    {
        services.AddOptions<TrustedRelayOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TrustedRelayOptions>, TrustedRelayOptionsValidator>());
        services.TryAddSingleton<RelaySender>();
        services.TryAddSingleton<TrustedRelayInstruments>();
        return services;
    }
}
