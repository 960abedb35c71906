using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.SecurityContexts;

/// <summary>
/// The client's end of a security context: seals requests under the newest key and opens only the result of the very request. Safe for concurrent use.
/// </summary>
public sealed class ClientSession(ContextIdentity identity, MessageForm? form = null) : IDisposable
{
    private readonly MessageForm form = form ?? MessageForm.Json;
    private readonly Lock gate = new();
    private ContextKey? current;
    private bool isClosed;

    /// <summary>What every message names.</summary>
    public ContextIdentity Identity => identity;

    /// <summary>The generation of the key in use; 0 when there is none.</summary>
    public long Generation
    {
        get
        {
            lock (gate)
            {
                return current?.Generation ?? 0;
            }
        }
    }

    /// <summary>Seals from now on under <paramref name="key"/>; the caller keeps and disposes it. The old key stays for what is in flight.</summary>
    /// <returns>False when the session is closed or holds a newer key.</returns>
    public bool Install(KeyMaterial key, Transcript transcript, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        lock (gate)
        {
            if (isClosed || current?.Generation >= transcript.Generation)
            {
                return false;
            }

            current?.Retire();
            current = new ContextKey(new MessageCipher(key), transcript, now);
            return true;
        }
    }

    /// <summary>Whether the key in use has reached <paramref name="limits"/>, or there is none.</summary>
    public bool HasReached(KeyLimits limits, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        lock (gate)
        {
            return current is null || current.HasReached(limits, now);
        }
    }

    /// <summary>Seals arguments; null when there is no key. The caller disposes the request when it is answered or given up.</summary>
    public SealedArguments? Seal(Guid invocation, ReadOnlySpan<byte> arguments)
    {
        lock (gate)
        {
            if (current is not { } key)
            {
                return null;
            }

            key.CountInvocation();
            key.CountBytes(arguments.Length);
            var header = new MessageHeader
            {
                CipherSuite = key.Suite.Name, KeyId = key.KeyId, Context = identity.Context, Generation = key.Generation,
                Direction = MessageDirection.Request, Sequence = key.NextSequence(), Invocation = invocation,
                App = identity.App, Host = identity.Host, Form = form,
                TranscriptHash = key.IsConfirmed ? ReadOnlyMemory<byte>.Empty : key.TranscriptHash,
            };
            return new SealedArguments(this, key, header, key.Cipher.Seal(header, arguments));
        }
    }

    /// <summary>Opens the result of <paramref name="request"/>; anything else, however authentic, is refused.</summary>
    public OpenedResult Open(SealedArguments request, ReadOnlySpan<byte> message)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (message.Length > form.MaxMessageBytes || !SealedMessage.TryParse(message, out var parsed))
        {
            return OpenedResult.Refused(ResultRefusal.Malformed);
        }

        if (!Answers(parsed.Header, request.Header))
        {
            return OpenedResult.Refused(ResultRefusal.NotOfThisRequest);
        }

        lock (gate)
        {
            if (request.Key is not { IsDestroyed: false } key || key.Cipher.Open(parsed) is not { } result)
            {
                return OpenedResult.Refused(ResultRefusal.NotAuthentic);
            }

            key.IsConfirmed = true;
            key.CountBytes(result.Length);
            return OpenedResult.Opened(parsed.Header.Status, result);
        }
    }

    /// <summary>Drops the key in use; the next request needs a new one. For a key the host no longer holds.</summary>
    public void Drop(long generation)
    {
        lock (gate)
        {
            if (current?.Generation == generation)
            {
                current.Retire();
                current = null;
            }
        }
    }

    /// <summary>Destroys the key in use; keys of requests in flight go with the last of them.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            current?.Retire();
            current = null;
        }
    }

    internal void Release(ContextKey key)
    {
        lock (gate)
        {
            key.Release();
        }
    }

    private static bool Answers(MessageHeader result, MessageHeader request) =>
        result.Direction == MessageDirection.Result
        && result.RequestSequence == request.Sequence
        && result.Invocation == request.Invocation
        && result.KeyId == request.KeyId
        && result.Generation == request.Generation
        && result.CipherSuite == request.CipherSuite
        && result.Context == request.Context
        && result.App == request.App
        && result.Form == request.Form
        && result.Host == request.Host;
}
