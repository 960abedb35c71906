using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Client.Saes;

/// <summary>How a secured invocation ended.</summary>
internal enum InvocationEnd
{
    /// <summary>The function answered; its status is in the result.</summary>
    Answered,

    /// <summary>No key; the function did not run.</summary>
    NoKey,

    /// <summary>The edge does not know the context any more; the function did not run.</summary>
    ContextGone,

    /// <summary>The edge was not reached; the function did not run.</summary>
    Unreachable,

    /// <summary>The edge refused because it is busy; the function did not run.</summary>
    Busy,

    /// <summary>The connection broke after sending, or the answer is not authentic: whether the function ran is unknown.</summary>
    OutcomeUnknown,

    /// <summary>No answer in time: whether the function ran is unknown.</summary>
    TimedOut,

    /// <summary>The edge refused the message; the function did not run.</summary>
    Refused,
}

/// <summary>The answer to a secured invocation. Disposing it zeroes the clear result.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Result">The result, when the function answered.</param>
/// <param name="Rekey">Why there is no key, when there is none.</param>
internal sealed record InvocationAnswer(InvocationEnd End, OpenedResult? Result = null, RekeyOutcome Rekey = default) : IDisposable
{
    /// <summary>Zeroes the clear result.</summary>
    public void Dispose() => Result?.Dispose();
}
