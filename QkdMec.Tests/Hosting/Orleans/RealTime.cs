using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Tests.Hosting;

/// <summary>The clock of a silo's own work.</summary>
internal static class RealTime
{
    /// <summary>
    /// Grains follow the clock that a test registers without a key; Orleans asks for a clock by key for its own work, and that compares it
    /// with the machine's, so it must be the machine's.
    /// </summary>
    public static IServiceCollection KeepRuntimeOnRealTime(this IServiceCollection services) =>
        services.AddKeyedSingleton(KeyedService.AnyKey, TimeProvider.System);
}
