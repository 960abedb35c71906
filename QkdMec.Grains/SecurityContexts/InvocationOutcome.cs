using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>How a sealed request ended. What the function itself answers is inside the sealed result.</summary>
[GenerateSerializer, Alias(TypeAliases.InvocationStatus)]
public enum InvocationStatus
{
    /// <summary>The function ran; the result is sealed.</summary>
    Sealed,

    /// <summary>The bytes are not a JWE of ours.</summary>
    Malformed,

    /// <summary>The host holds no such key: it lost its key store, or the key expired. Re-key and repeat with the same invocation id.</summary>
    KeyUnknown,

    /// <summary>The message does not verify, or its header does not fit this context.</summary>
    NotAuthentic,

    /// <summary>The sequence number was seen before or is below the window.</summary>
    Replayed,

    /// <summary>The key is used up or too old and the overlap is over.</summary>
    KeyExpired,

    /// <summary>There is no such context on this host.</summary>
    UnknownContext,

    /// <summary>The request is larger than allowed.</summary>
    TooLarge,

    /// <summary>An invocation with this id is still running.</summary>
    StillRunning,

    /// <summary>Too many invocations of this context are running; this one did not.</summary>
    Busy,

    /// <summary>The function may have run, but the context was closed or bound anew meanwhile, so that there is no key to seal the result under; or its host went away.</summary>
    OutcomeLost,

    /// <summary>The host has no worker that could run the function; it did not run.</summary>
    NoWorker,
}

/// <summary>The answer to a sealed request.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="SealedResult">The sealed result, when there is one; empty otherwise.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.InvocationOutcome)]
public sealed record InvocationOutcome(
    [property: Id(0)] InvocationStatus Status, [property: Id(1)] ImmutableArray<byte> SealedResult);
