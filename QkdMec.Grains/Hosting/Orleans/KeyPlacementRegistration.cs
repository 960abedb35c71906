using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Registers placement by key.</summary>
public static class KeyPlacementRegistration
{
    /// <summary>
    /// Filters the silos of <see cref="SitePlacedAttribute"/>, <see cref="HostPlacedAttribute"/> and <see cref="ListenerPlacedAttribute"/> grains by their
    /// places: silo metadata, unless <see cref="ISiloPlaces"/> are registered.
    /// </summary>
    public static IServiceCollection AddKeyPlacement(this IServiceCollection services)
    {
        services.TryAddSingleton<ISiloPlaces, ToldSiloPlaces>();
        return services
            .AddPlacementFilter<SitePlacementFilterStrategy, SitePlacementFilterDirector>(ServiceLifetime.Singleton)
            .AddPlacementFilter<HostPlacementFilterStrategy, HostPlacementFilterDirector>(ServiceLifetime.Singleton)
            .AddPlacementFilter<ListenerPlacementFilterStrategy, ListenerPlacementFilterDirector>(ServiceLifetime.Singleton);
    }
}
