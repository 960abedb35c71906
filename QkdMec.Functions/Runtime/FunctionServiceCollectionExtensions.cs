using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using QkdMec.Functions.Library.CardioRisk;
using QkdMec.Functions.Library.CovidRisk;
using QkdMec.Functions.Library.EcgMonitor;
using QkdMec.Functions.Library.Echo;
using QkdMec.Functions.Networks;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <summary>Registers the function runtime.</summary>
public static class FunctionServiceCollectionExtensions
{
    /// <summary>Adds the runtime, its journal and the built-in functions. Safe to call twice. The host stops at start when a model is refused.</summary>
    /// <param name="services">The services.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddFunctions(this IServiceCollection services)
    {
        services.AddOptions<FunctionRuntimeOptions>().BindConfiguration(FunctionRuntimeOptions.Section).ValidateOnStart();
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FunctionRuntimeOptions>, FunctionRuntimeOptionsValidator>());
        services.TryAddSingleton<FunctionInstruments>();
        services.TryAddSingleton<IActivationJournal, ActivationJournal>();
        services.TryAddSingleton<IFunctionRuntime, FunctionRuntime>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFunction, EchoFunction>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFunction, CardioRiskFunction>(
            _ => new CardioRiskFunction(OnnxModelReader.ReadEmbedded(CardioRiskModel.Schema))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFunction, CovidRiskFunction>(
            _ => new CovidRiskFunction(OnnxModelReader.ReadEmbedded(CovidRiskModel.Schema))));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFunction, EcgMonitorFunction>(
            _ => new EcgMonitorFunction(OnnxModelReader.ReadEmbedded(EcgMonitorModel.Schema))));
        services.AddHostedService<FunctionStartCheck>();
        return services;
    }
}
