using System.Runtime.InteropServices;
using System.Text.Json;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>Turns what became of a function into a sealed result.</summary>
internal static class ResultSealing
{
    private static readonly byte[] TooLargeResult = Error("the function's result is larger than a message may be");

    /// <summary>Seals the outcome for the request. The function's own errors are results as well, so that nobody between the SAEs sees how it ended.</summary>
    public static InvocationOutcome Seal(HostSession session, OpenedRequest request, FunctionOutcome outcome)
    {
        var (status, json) = outcome switch
        {
            { Kind: FunctionOutcomeKind.ArgumentsTooLarge } => (ResultStatus.ApplicationError, Error(outcome.Explanation)),
            { Result: not { } } => (ResultStatus.InternalError, Error(outcome.Explanation)),
            { Result.Utf8Json.Length: > MessageLimits.MaxPayloadBytes } => (ResultStatus.DeveloperError, TooLargeResult),
            { Result: { } result } => ((ResultStatus)result.Status, result.Utf8Json),
        };
        var message = session.Seal(request, status, json.Span);
        return new InvocationOutcome(InvocationStatus.Sealed, ImmutableCollectionsMarshal.AsImmutableArray(message));
    }

    /// <summary>The status of an outcome that has no result and is none; null when it is to be sealed.</summary>
    public static InvocationStatus? RefusalOf(FunctionOutcomeKind kind) => kind switch
    {
        FunctionOutcomeKind.NotTaken => InvocationStatus.NoWorker,
        FunctionOutcomeKind.Busy => InvocationStatus.Busy,
        FunctionOutcomeKind.OutcomeUnknown => InvocationStatus.OutcomeLost,
        _ => null,
    };

    /// <summary>The status of a refused request.</summary>
    public static InvocationStatus StatusOf(RequestRefusal refusal) => refusal switch
    {
        RequestRefusal.TooLarge => InvocationStatus.TooLarge,
        RequestRefusal.Malformed => InvocationStatus.Malformed,
        RequestRefusal.KeyUnknown => InvocationStatus.KeyUnknown,
        RequestRefusal.KeyExpired => InvocationStatus.KeyExpired,
        RequestRefusal.Replayed => InvocationStatus.Replayed,
        _ => InvocationStatus.NotAuthentic,
    };

    private static byte[] Error(string explanation) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["error"] = explanation });
}
