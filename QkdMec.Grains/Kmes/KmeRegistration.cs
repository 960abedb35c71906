using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace QkdMec.Grains.Kmes;

/// <summary>Registers what KMEs need in every silo.</summary>
public static class KmeRegistration
{
    /// <summary>Adds it; safe twice.</summary>
    public static IServiceCollection AddKmes(this IServiceCollection services)
    {
        services.AddOptions<KmeOptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KmeOptions>, KmeOptionsValidator>());
        services.TryAddSingleton<LinkSessions>();
        services.TryAddSingleton<PoolReader>();
        services.TryAddSingleton<KmeSupply>();
        services.TryAddSingleton<KmeInstruments>();
        services.TryAddSingleton<KmeAlarms>();
        return services;
    }
}
