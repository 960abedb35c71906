using Microsoft.Extensions.DependencyInjection;

namespace QkdMec.Grains.Hosting;

/// <summary>Registers placement by key.</summary>
public static class KeyPlacementRegistration
{
    /// <summary>On this host the attributes decide by themselves; the same call stands in the composition of both hosts.</summary>
    public static IServiceCollection AddKeyPlacement(this IServiceCollection services) => services;
}
