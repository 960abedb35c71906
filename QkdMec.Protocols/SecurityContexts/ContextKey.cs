using QkdMec.Protocols.Jose;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>
/// One key of a security context with its counters; they live and die together, so that no nonce can repeat. A retired key stays until the last request in
/// flight under it has ended, then it is destroyed. Not safe for concurrent use: its session guards it.
/// </summary>
internal sealed class ContextKey(MessageCipher cipher, Transcript transcript, DateTimeOffset installed) : IDisposable
{
    private readonly byte[] transcriptHash = transcript.Hash();
    private long lastSequence;
    private int inFlight;
    private bool isRetired;

    public Guid KeyId => transcript.KeyId;

    public long Generation => transcript.Generation;

    public CipherSuite Suite => transcript.Chosen;

    public ReadOnlyMemory<byte> TranscriptHash => transcriptHash;

    public MessageCipher Cipher => cipher;

    public SequenceWindow Window { get; } = new();

    /// <summary>Whether a message verified that the other end holds the same key and saw the same transcript.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>When a retired key stops to take new requests.</summary>
    public DateTimeOffset UsableUntil { get; set; } = DateTimeOffset.MaxValue;

    public bool IsDestroyed { get; private set; }

    private long Invocations { get; set; }

    private long Bytes { get; set; }

    /// <summary>The next sequence of this end's direction.</summary>
    public long NextSequence() => checked(++lastSequence);

    public void CountInvocation() => Invocations++;

    public void CountBytes(int length) => Bytes += length;

    public bool HasReached(KeyLimits limits, DateTimeOffset now) => limits.AreReached(now - installed, Invocations, Bytes);

    /// <summary>Keeps the key until <see cref="Release"/>.</summary>
    public void Hold() => inFlight++;

    /// <summary>A request under this key ended.</summary>
    public void Release()
    {
        inFlight--;
        DestroyIfUnused();
    }

    /// <summary>No new request is taken under this key.</summary>
    public void Retire()
    {
        isRetired = true;
        DestroyIfUnused();
    }

    /// <summary>Destroys the key whatever is in flight.</summary>
    public void Dispose()
    {
        IsDestroyed = true;
        cipher.Dispose();
    }

    private void DestroyIfUnused()
    {
        if (isRetired && inFlight <= 0)
        {
            Dispose();
        }
    }
}
