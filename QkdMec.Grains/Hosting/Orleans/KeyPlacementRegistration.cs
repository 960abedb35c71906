using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;

namespace QkdMec.Grains.Hosting;

/// <summary>Registers placement by key.</summary>
public static class KeyPlacementRegistration
{
    /// <summary>Filters the silos of <see cref="SitePlacedAttribute"/>, <see cref="HostPlacedAttribute"/> and <see cref="ListenerPlacedAttribute"/> grains by silo metadata.</summary>
    public static IServiceCollection AddKeyPlacement(this IServiceCollection services) => services
        .AddPlacementFilter<SitePlacementFilterStrategy, SitePlacementFilterDirector>(ServiceLifetime.Singleton)
        .AddPlacementFilter<HostPlacementFilterStrategy, HostPlacementFilterDirector>(ServiceLifetime.Singleton)
        .AddPlacementFilter<ListenerPlacementFilterStrategy, ListenerPlacementFilterDirector>(ServiceLifetime.Singleton);
}
