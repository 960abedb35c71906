using QkdMec.Protocols.Jose;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>A sealed request of the client and what its result must match. Disposing it lets its key go.</summary>
public sealed class SealedArguments : IDisposable
{
    private readonly ClientSession session;
    private ContextKey? key;

    internal SealedArguments(ClientSession session, ContextKey key, MessageHeader header, byte[] message)
    {
        this.session = session;
        this.key = key;
        Header = header;
        Message = message;
        key.Hold();
    }

    /// <summary>The message, ASCII.</summary>
    public byte[] Message { get; }

    /// <summary>Its header.</summary>
    public MessageHeader Header { get; }

    /// <summary>The key it is sealed under; null when this request is over.</summary>
    internal ContextKey? Key => key;

    /// <summary>The request is over.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref key, null) is { } held)
        {
            session.Release(held);
        }
    }
}
