using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace QkdMec.Grains.KeyPools;

/// <summary>Registers what the grains of key pools need beside sites, network directory, clock and logging.</summary>
public static class KeyPoolRegistration
{
    /// <summary>Adds key pools; a second call changes nothing.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public static IServiceCollection AddKeyPools(this IServiceCollection services, KeyPoolOptions options)
    {
        var faults = options.Faults().ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        services.TryAddSingleton(options);
        services.TryAddSingleton<KeyPoolInstruments>();
        services.TryAddSingleton<KeyPoolServices>();
        return services;
    }
}
