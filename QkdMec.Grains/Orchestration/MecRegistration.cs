using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using QkdMec.Grains.AppContexts.Admissions;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Steps;

namespace QkdMec.Grains.Orchestration;

/// <summary>Registers what the grains of the MEC system need beside time, entropy, ids and the network's directory.</summary>
public static class MecRegistration
{
    /// <summary>Adds the options, the instruments and the recorder of steps; safe to call twice, the first options count.</summary>
    /// <exception cref="ArgumentException">The options have faults; the message lists them.</exception>
    public static IServiceCollection AddMec(this IServiceCollection services, MecOptions options)
    {
        var faults = options.FindFaults();
        if (!faults.IsEmpty)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        services.TryAddSingleton(options);
        services.TryAddSingleton<MecInstruments>();
        services.TryAddSingleton<HostKeeper>();
        services.TryAddSingleton<IAdmission, RuleAdmission>();
        return services.AddSteps();
    }
}
