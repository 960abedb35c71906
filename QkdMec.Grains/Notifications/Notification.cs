using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Locations;

namespace QkdMec.Grains.Notifications;

/// <summary>What a device application is told.</summary>
/// <param name="Kind">What it is about; it says which of the rest is there.</param>
/// <param name="Instances">The instances of <see cref="NotificationKind.AddressChange"/> and <see cref="NotificationKind.Updated"/>.</param>
/// <param name="Locations">The locations of <see cref="NotificationKind.LocationAvailability"/>.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.Notification)]
public sealed record Notification(
    [property: Id(0)] NotificationKind Kind,
    [property: Id(1)] ImmutableArray<NotifiedInstance> Instances,
    [property: Id(2)] ImmutableArray<HostLocation> Locations)
{
    /// <summary>The system has deleted the context.</summary>
    public static Notification Deleted { get; } = new(NotificationKind.Deleted, [], []);

    /// <summary>Instances are reached elsewhere now; each of them is told by itself, as the standard has it.</summary>
    public static Notification AddressChange(ImmutableArray<NotifiedInstance> instances) => new(NotificationKind.AddressChange, instances, []);

    /// <summary>The system has changed what is said of instances, at least one.</summary>
    public static Notification Updated(ImmutableArray<NotifiedInstance> instances) => new(NotificationKind.Updated, instances, []);

    /// <summary>Where the application is available now.</summary>
    public static Notification LocationAvailability(ImmutableArray<HostLocation> locations) => new(NotificationKind.LocationAvailability, [], locations);
}
