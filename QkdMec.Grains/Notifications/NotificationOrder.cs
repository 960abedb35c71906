using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>Tell a context's device application something.</summary>
/// <param name="Number">
/// Its number, growing for each context and source from 1. Orders are given in the order of their numbers: one that is not above the last one taken
/// counts as its repeat.
/// </param>
/// <param name="Callback">Where it goes: the context's <c>callbackReference</c>.</param>
/// <param name="Notification">What is told.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.NotificationOrder)]
public sealed record NotificationOrder(
    [property: Id(0)] long Number, [property: Id(1)] string Callback, [property: Id(2)] Notification Notification)
{
    /// <summary>Who tells it.</summary>
    [Id(3)]
    public NotificationSource Source { get; init; }
}
