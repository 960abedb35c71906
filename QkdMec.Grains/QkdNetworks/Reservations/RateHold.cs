using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>What one context holds. Version 0 holds nothing and was never written.</summary>
/// <param name="Version">Grows by one at every change; an older one never replaces a newer one.</param>
/// <param name="Reservation">The reservation; null when it was given back.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RateHold)]
public sealed record RateHold([property: Id(0)] long Version, [property: Id(1)] RateReservation? Reservation)
{
    /// <summary>Nothing.</summary>
    public static RateHold None { get; } = new(0, null);
}
