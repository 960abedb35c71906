using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.Qkd014Clients;

/// <summary>How a KME answered.</summary>
public enum KeyAnswerStatus
{
    /// <summary>There is a key.</summary>
    Delivered,

    /// <summary>The KME is short of key: 503 to <c>enc_keys</c>.</summary>
    Exhausted,

    /// <summary>The KME refused the request: 400 or another 4xx.</summary>
    Refused,

    /// <summary>The KME does not let this SAE have the key: 401, or no TLS connection with this certificate.</summary>
    Unauthorised,

    /// <summary>The KME did not answer in time, or not with a key container.</summary>
    Unavailable,
}

/// <summary>A KME's answer. Owns the key until it is taken over; disposing it zeroes the key.</summary>
public sealed class KeyAnswer : IDisposable
{
    private KeyMaterial? key;

    private KeyAnswer(KeyAnswerStatus status, Guid keyId, KeyMaterial? key, TimeSpan? retryAfter)
    {
        Status = status;
        KeyId = keyId;
        this.key = key;
        RetryAfter = retryAfter;
    }

    /// <summary>How the KME answered.</summary>
    public KeyAnswerStatus Status { get; }

    /// <summary>The key's id; empty when there is no key.</summary>
    public Guid KeyId { get; }

    /// <summary>When the KME expects to have keys again, when it said so.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>A key.</summary>
    public static KeyAnswer Delivered(Guid keyId, KeyMaterial key) => new(KeyAnswerStatus.Delivered, keyId, key, null);

    /// <summary>No key.</summary>
    public static KeyAnswer None(KeyAnswerStatus status, TimeSpan? retryAfter = null) => new(status, Guid.Empty, null, retryAfter);

    /// <summary>Takes the key over; the caller disposes it.</summary>
    /// <exception cref="InvalidOperationException">There is no key, or it was taken before.</exception>
    public KeyMaterial TakeKey() =>
        Interlocked.Exchange(ref key, null) ?? throw new InvalidOperationException($"the answer {Status} holds no key");

    /// <summary>Zeroes the key, unless it was taken over.</summary>
    public void Dispose() => Interlocked.Exchange(ref key, null)?.Dispose();
}
