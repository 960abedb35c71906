using System.Globalization;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>What tells one request to a device application from the others of its context.</summary>
/// <param name="Source">Who told it.</param>
/// <param name="Number">The number of its order.</param>
/// <param name="Part">Its place in the order, from 0.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NotificationId)]
public readonly record struct NotificationId(
    [property: Id(0)] NotificationSource Source, [property: Id(1)] long Number, [property: Id(2)] int Part)
{
    /// <summary>The id with its context's, unique in the system; sorts by context.</summary>
    public string Of(ContextId context) =>
        string.Create(CultureInfo.InvariantCulture, $"{context}-{(Source == NotificationSource.Context ? 'c' : 'l')}{Number:D10}-{Part:D3}");
}
