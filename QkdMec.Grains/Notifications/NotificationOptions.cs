using System.Collections.Immutable;

namespace QkdMec.Grains.Notifications;

/// <summary>How device applications are notified; the same on every silo.</summary>
public sealed record NotificationOptions
{
    /// <summary>How often a notification is tried before it becomes a dead letter, 1 to 100. Default 8.</summary>
    public int Attempts { get; init; } = 8;

    /// <summary>The rest after the first failure, 10 ms to 1 h; it doubles with each further one, and is varied by a fifth. Default 1 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest rest, and the longest <c>Retry-After</c> that is honoured; at least <see cref="FirstDelay"/>, at most 1 day. Default 5 min.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long one request may take, from the connection to the head of the answer, 100 ms to 1 min. Default 5 s.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The most notifications that wait for one context, 2 to 1000; when there are more, the oldest becomes a dead letter. Default 64.</summary>
    public int QueueLimit { get; init; } = 64;

    /// <summary>The most dead letters that are kept, 16 to 100 000; the oldest give way. Default 1024.</summary>
    public int DeadLetters { get; init; } = 1024;

    /// <summary>How often unfinished deliveries are looked for that nobody goes on with, and where applications are available; 100 ms to 1 h. Default 10 s.</summary>
    public TimeSpan LookPeriod { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it is remembered that a context is gone, so that no late order is delivered after its end; 1 s to 1 day. Default 10 min.</summary>
    public TimeSpan RememberEnd { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public ImmutableArray<string> FindFaults()
    {
        string?[] faults =
        [
            Within(nameof(Attempts), Attempts, 1, 100),
            Within(nameof(FirstDelay), FirstDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1)),
            Within(nameof(LongestDelay), LongestDelay, FirstDelay, TimeSpan.FromDays(1)),
            Within(nameof(RequestTimeout), RequestTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1)),
            Within(nameof(QueueLimit), QueueLimit, 2, 1000),
            Within(nameof(DeadLetters), DeadLetters, 16, 100_000),
            Within(nameof(LookPeriod), LookPeriod, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1)),
            Within(nameof(RememberEnd), RememberEnd, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1)),
        ];
        return [.. faults.OfType<string>()];
    }

    private static string? Within<T>(string option, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? null : $"{option} is {value}: use {least} to {most}";
}
