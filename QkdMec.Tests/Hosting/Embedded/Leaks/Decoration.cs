using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Tests.Hosting.Embedded.Leaks;

/// <summary>Puts an observer around a registered part.</summary>
internal static class Decoration
{
    /// <summary>Replaces the last registration under a key by one that wraps it.</summary>
    public static void Decorate<T>(this IServiceCollection services, object key, Func<T, T> wrap) where T : class
    {
        var inner = services.Last(service => service.IsKeyedService && service.ServiceType == typeof(T) && Equals(service.ServiceKey, key));
        services.AddKeyedSingleton(key, (provider, _) => wrap(Make<T>(inner, provider)));
    }

    private static T Make<T>(ServiceDescriptor service, IServiceProvider provider) =>
        (T)(service.KeyedImplementationInstance
            ?? service.KeyedImplementationFactory?.Invoke(provider, service.ServiceKey)
            ?? ActivatorUtilities.CreateInstance(provider, service.KeyedImplementationType!));
}
