using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Grains.Steps;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>Registers what security contexts need besides <see cref="IHosts"/> and an id source.</summary>
public static class SecurityContextRegistration
{
    /// <summary>Adds security contexts; safe to call twice.</summary>
    /// <exception cref="ArgumentException">The options have faults; the message lists them.</exception>
    public static IServiceCollection AddSecurityContexts(this IServiceCollection services, SecurityContextOptions? options = null)
    {
        options ??= new SecurityContextOptions();
        var faults = options.FindFaults();
        if (!faults.IsEmpty)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        services.TryAddSingleton(options);
        services.TryAddSingleton<SecurityContextInstruments>();
        return services.AddSteps();
    }
}
