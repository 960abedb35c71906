using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>A notification that was given up.</summary>
/// <param name="Context">The context it is about.</param>
/// <param name="Notification">The notification, with its attempts and how the last one failed.</param>
/// <param name="GivenUpAt">When it was given up.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.DeadLetter)]
public sealed record DeadLetter(
    [property: Id(0)] ContextId Context, [property: Id(1)] QueuedNotification Notification, [property: Id(2)] DateTimeOffset GivenUpAt)
{
    /// <summary>Its id, unique in the system.</summary>
    public string LetterId => Notification.Id.Of(Context);
}
