namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>A KME's answer to a request for several keys. Owns the keys until they are taken over; disposing it zeroes them.</summary>
public sealed class KeyAnswers : IDisposable
{
    private IReadOnlyList<DeliveredKey> keys;

    private KeyAnswers(KeyAnswerStatus status, IReadOnlyList<DeliveredKey> keys, TimeSpan? retryAfter)
    {
        (Status, this.keys, RetryAfter) = (status, keys, retryAfter);
    }

    /// <summary>How the KME answered.</summary>
    public KeyAnswerStatus Status { get; }

    /// <summary>When the KME expects to have keys again, when it said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>The keys, as the KME ordered them; there may be others than were asked for.</summary>
    public static KeyAnswers Delivered(IReadOnlyList<DeliveredKey> keys) => new(KeyAnswerStatus.Delivered, keys, null);

    /// <summary>No keys.</summary>
    public static KeyAnswers None(KeyAnswerStatus status, TimeSpan? retryAfter = null) => new(status, [], retryAfter);

    /// <summary>Takes the keys over; the caller disposes them.</summary>
    public IReadOnlyList<DeliveredKey> TakeKeys() => Interlocked.Exchange(ref keys, []);

    /// <summary>Zeroes the keys, unless they were taken over.</summary>
    public void Dispose()
    {
        foreach (var key in TakeKeys())
        {
            key.Dispose();
        }
    }
}
