using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Link state, routes, and which pools to refill. Key: the name of the network.</summary>
[Alias(TypeAliases.QkdNetworkGrain)]
public interface IQkdNetworkGrain : IGrainWithStringKey
{
    /// <summary>What two KMEs can count on.</summary>
    Task<KeyAvailability> GetAvailabilityAsync(KmeId from, KmeId to, CancellationToken cancellationToken);

    /// <summary>Holds a key rate on every link of a route, or on none. False: no route has that rate left. Idempotent per context.</summary>
    Task<bool> ReserveRateAsync(RateReservation reservation, CancellationToken cancellationToken);

    /// <summary>Gives back what a context held; nothing to do when it held nothing.</summary>
    Task ReleaseRateAsync(ContextId context, CancellationToken cancellationToken);
}
