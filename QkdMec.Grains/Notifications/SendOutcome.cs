namespace QkdMec.Grains.Notifications;

/// <summary>How a request to a device application ended.</summary>
public enum SendStatus
{
    /// <summary>The device application took the notification.</summary>
    Delivered,

    /// <summary>It did not; another attempt may succeed.</summary>
    Failed,

    /// <summary>It never will: the address is gone, or must not be connected to.</summary>
    Ended,
}

/// <summary>The end of a request.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Failure">Why it was not delivered, in words for an operator; empty when it was.</param>
/// <param name="RetryAfter">When the receiver wishes to be asked again; null when it did not say.</param>
public sealed record SendOutcome(SendStatus Status, string Failure, TimeSpan? RetryAfter = null)
{
    /// <summary>The device application took the notification.</summary>
    public static SendOutcome Delivered { get; } = new(SendStatus.Delivered, "");
}
