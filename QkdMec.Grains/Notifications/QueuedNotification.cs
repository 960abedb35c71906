using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>A request to a device application that is still to be delivered.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.QueuedNotification)]
public sealed record QueuedNotification
{
    /// <summary>What tells it from the others of its context.</summary>
    [Id(0)]
    public required NotificationId Id { get; init; }

    /// <summary>Where it goes.</summary>
    [Id(1)]
    public required string Callback { get; init; }

    /// <summary>What it tells; of address changes one instance.</summary>
    [Id(2)]
    public required Notification Notification { get; init; }

    /// <summary>When it was taken.</summary>
    [Id(3)]
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>How often it was tried.</summary>
    [Id(4)]
    public int Attempts { get; init; }

    /// <summary>How the last attempt failed; empty before the first.</summary>
    [Id(5)]
    public string Failure { get; init; } = "";

    /// <summary>When the last attempt began; null before the first.</summary>
    [Id(6)]
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When the next attempt is due.</summary>
    [Id(7)]
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Whether an attempt began whose outcome is not stored.</summary>
    [Id(8)]
    public bool IsUnderWay { get; init; }
}
