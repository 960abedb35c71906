using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Why a request is not opened. In each case the function was not run.</summary>
public enum RequestRefusal
{
    /// <summary>It is opened.</summary>
    None,

    /// <summary>Larger than <see cref="MessageForm.MaxMessageBytes"/>.</summary>
    TooLarge,

    /// <summary>Not a message of ours.</summary>
    Malformed,

    /// <summary>The host does not hold that key.</summary>
    KeyUnknown,

    /// <summary>The key is used up, or a newer one has taken its place.</summary>
    KeyExpired,

    /// <summary>It does not verify, or names another context, application, host or transcript.</summary>
    NotAuthentic,

    /// <summary>Its sequence was taken before or is below the window.</summary>
    Replayed,
}

/// <summary>A request after the host tried to open it. Disposing it zeroes the arguments and lets the key go.</summary>
public sealed class OpenedRequest : IDisposable
{
    private readonly MessageHeader? header;
    private readonly ClearBytes? arguments;
    private ContextKey? key;

    private OpenedRequest(RequestRefusal refusal, MessageHeader? header, ContextKey? key, ClearBytes? arguments)
    {
        Refusal = refusal;
        this.header = header;
        this.key = key;
        this.arguments = arguments;
        key?.Hold();
    }

    /// <summary>Why it was not opened.</summary>
    public RequestRefusal Refusal { get; }

    /// <summary>Whether this request made its key current.</summary>
    public bool ConfirmedKey { get; private init; }

    /// <summary>The header, which is authentic.</summary>
    /// <exception cref="InvalidOperationException">It was not opened.</exception>
    public MessageHeader Header => header ?? throw NotOpened();

    /// <summary>The clear arguments.</summary>
    /// <exception cref="InvalidOperationException">It was not opened.</exception>
    public ClearBytes Arguments => arguments ?? throw NotOpened();

    /// <summary>The key it came under.</summary>
    internal ContextKey Key => key ?? throw NotOpened();

    /// <summary>Zeroes the arguments; the key is destroyed if it was kept only for this request. Call it on the session's turn.</summary>
    public void Dispose()
    {
        arguments?.Dispose();
        Interlocked.Exchange(ref key, null)?.Release();
    }

    internal static OpenedRequest Refused(RequestRefusal refusal) => new(refusal, null, null, null);

    internal static OpenedRequest Opened(MessageHeader header, ContextKey key, ClearBytes arguments, bool confirmedKey) =>
        new(RequestRefusal.None, header, key, arguments) { ConfirmedKey = confirmedKey };

    private InvalidOperationException NotOpened() => new($"the request was not opened ({Refusal}) or is answered");
}
