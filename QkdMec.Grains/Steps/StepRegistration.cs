using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace QkdMec.Grains.Steps;

/// <summary>Registers what records steps.</summary>
public static class StepRegistration
{
    /// <summary>Adds the recorder; safe to call twice.</summary>
    public static IServiceCollection AddSteps(this IServiceCollection services)
    {
        services.TryAddSingleton<StepRecorder>();
        return services;
    }
}
