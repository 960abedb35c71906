using System.Security.Cryptography;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>
/// The host's end of a security context: which keys it holds and which requests it opens. A key is ready until a request with the right transcript hash
/// verifies under it; then it is current, and the one before it takes requests for the overlap's time. Not safe for concurrent use.
/// </summary>
public sealed class HostSession(ContextIdentity identity, HostSessionOptions options, MessageForm? form = null) : IDisposable
{
    private readonly MessageForm form = form ?? MessageForm.Json;
    private ContextKey? ready;
    private ContextKey? current;
    private ContextKey? previous;
    private long highestLost;

    /// <summary>Makes a key ready; a ready key that was never used gives way. The caller keeps and disposes <paramref name="key"/>.</summary>
    /// <returns>False when there is a key of this or a later generation.</returns>
    public bool Install(KeyMaterial key, Transcript transcript, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(transcript);
        if (transcript.Generation <= Math.Max(current?.Generation ?? 0, ready?.Generation ?? 0))
        {
            return false;
        }

        ready?.Dispose();
        ready = new ContextKey(new MessageCipher(key), transcript, now);
        return true;
    }

    /// <summary>Opens a request, or says why not. The caller disposes an opened request when it is answered.</summary>
    public OpenedRequest Open(ReadOnlySpan<byte> message, DateTimeOffset now)
    {
        RetireOldKeys(now);
        if (message.Length > form.MaxMessageBytes)
        {
            return OpenedRequest.Refused(RequestRefusal.TooLarge);
        }

        if (!SealedMessage.TryParse(message, out var parsed))
        {
            return OpenedRequest.Refused(RequestRefusal.Malformed);
        }

        var header = parsed.Header;
        return FindKey(header.KeyId) is { } key
            ? Open(parsed, key, now)
            : OpenedRequest.Refused(header.Generation <= highestLost ? RequestRefusal.KeyExpired : RequestRefusal.KeyUnknown);
    }

    /// <summary>Seals the result of a request, under the key of that request.</summary>
    public byte[] Seal(OpenedRequest request, ResultStatus status, ReadOnlySpan<byte> result)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = request.Key;
        key.CountBytes(result.Length);
        var header = new MessageHeader
        {
            CipherSuite = key.Suite.Name, KeyId = key.KeyId, Context = identity.Context, Generation = key.Generation,
            Direction = MessageDirection.Result, Sequence = key.NextSequence(), Invocation = request.Header.Invocation,
            App = identity.App, Host = identity.Host, RequestSequence = request.Header.Sequence, Status = status, Form = form,
        };
        return key.Cipher.Seal(header, result);
    }

    /// <summary>Whether a key is in its overlap.</summary>
    public bool HasOldKeys => previous is not null;

    /// <summary>Takes no more requests under a key whose overlap is over.</summary>
    public void RetireOldKeys(DateTimeOffset now)
    {
        if (previous is not null && now >= previous.UsableUntil)
        {
            Retire(previous);
            previous = null;
        }
    }

    /// <summary>Destroys every key.</summary>
    public void Dispose()
    {
        ready?.Dispose();
        current?.Dispose();
        previous?.Dispose();
        ready = current = previous = null;
    }

    private OpenedRequest Open(in SealedMessage message, ContextKey key, DateTimeOffset now)
    {
        if (key.HasReached(options.Limits, now))
        {
            return OpenedRequest.Refused(RequestRefusal.KeyExpired);
        }

        if (!Fits(message.Header, key) || key.Cipher.Open(message) is not { } arguments)
        {
            return OpenedRequest.Refused(RequestRefusal.NotAuthentic);
        }

        if (!key.Window.TryAccept(message.Header.Sequence))
        {
            arguments.Dispose();
            return OpenedRequest.Refused(RequestRefusal.Replayed);
        }

        key.CountInvocation();
        key.CountBytes(arguments.Length);
        return OpenedRequest.Opened(message.Header, key, arguments, Confirm(key, now));
    }

    private bool Fits(MessageHeader header, ContextKey key) =>
        header.Direction == MessageDirection.Request
        && header.Generation == key.Generation
        && header.CipherSuite == key.Suite.Name
        && header.Context == identity.Context
        && header.App == identity.App
        && header.Form == form
        && header.Host == identity.Host
        && (header.TranscriptHash.IsEmpty
            ? key.IsConfirmed
            : CryptographicOperations.FixedTimeEquals(header.TranscriptHash.Span, key.TranscriptHash.Span));

    /// <summary>The first message that verifies under a ready key makes it current.</summary>
    private bool Confirm(ContextKey key, DateTimeOffset now)
    {
        if (key != ready)
        {
            return false;
        }

        key.IsConfirmed = true;
        Retire(previous);
        previous = current;
        current = key;
        ready = null;
        if (previous is not null)
        {
            previous.UsableUntil = now + options.Overlap;
        }

        return true;
    }

    private void Retire(ContextKey? key)
    {
        if (key is not null)
        {
            highestLost = Math.Max(highestLost, key.Generation);
            key.Retire();
        }
    }

    private ContextKey? FindKey(Guid keyId) =>
        current?.KeyId == keyId ? current : ready?.KeyId == keyId ? ready : previous?.KeyId == keyId ? previous : null;
}
