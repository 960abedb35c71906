using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>Every refusal of the functions API with its HTTP status.</summary>
internal static class FunctionProblems
{
    /// <summary>An invocation over HTTP is of another media type.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";

    /// <summary>The gateway ends what goes on for long, because it stops.</summary>
    public const string Stopping = "stopping";

    /// <summary>A context's steps are watched too often at once.</summary>
    public const string TooManyWatchers = "too-many-watchers";

    /// <summary>Answers with the problem of that code.</summary>
    public static Task WriteAsync(HttpContext http, string code)
    {
        var (status, detail) = Describe(code);
        if (status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
        {
            http.Response.Headers.RetryAfter = "1";
        }

        return Problem.WriteAsync(http, status, code, detail);
    }

    /// <summary>The code of a refused negotiation.</summary>
    public static string CodeOf(NegotiationStatus status) => status == NegotiationStatus.NoCommonSuite
        ? SecurityContextProblems.NoCommonSuite
        : SecurityContextProblems.UnknownContext;

    /// <summary>The code of a refused activation.</summary>
    public static string CodeOf(KeyActivationOutcome outcome) => outcome switch
    {
        KeyActivationOutcome.StaleGeneration => SecurityContextProblems.StaleGeneration,
        KeyActivationOutcome.NotNegotiated => SecurityContextProblems.NotNegotiated,
        KeyActivationOutcome.KeyNotFound => SecurityContextProblems.KeyNotFound,
        KeyActivationOutcome.KmeUnavailable => SecurityContextProblems.KmeUnavailable,
        KeyActivationOutcome.RateLimited => SecurityContextProblems.RateLimited,
        _ => SecurityContextProblems.UnknownContext,
    };

    /// <summary>The code of a refused invocation.</summary>
    public static string CodeOf(InvocationStatus status) => status switch
    {
        InvocationStatus.Malformed => SecurityContextProblems.Malformed,
        InvocationStatus.NotAuthentic => SecurityContextProblems.NotAuthentic,
        InvocationStatus.KeyUnknown => SecurityContextProblems.KeyUnknown,
        InvocationStatus.KeyExpired => SecurityContextProblems.KeyExpired,
        InvocationStatus.Replayed => SecurityContextProblems.Replayed,
        InvocationStatus.StillRunning => SecurityContextProblems.StillRunning,
        InvocationStatus.Busy => SecurityContextProblems.RateLimited,
        InvocationStatus.TooLarge => SecurityContextProblems.TooLarge,
        InvocationStatus.NoWorker => SecurityContextProblems.HostUnavailable,
        InvocationStatus.OutcomeLost => SecurityContextProblems.OutcomeUnknown,
        _ => SecurityContextProblems.UnknownContext,
    };

    /// <summary>The HTTP status of a code and what it says.</summary>
    public static (int Status, string Detail) Describe(string code) => code switch
    {
        SecurityContextProblems.UnknownContext => (404, "There is no such context on this host."),
        SecurityContextProblems.ContextMoved => (308, "The context is on another host, at the address in Location; nothing was done here. Agree a key there."),
        AccessProblems.Unauthorised => (401, "The token is no longer good."),
        Stopping => (503, "The gateway stops; go on at another one."),
        TooManyWatchers => (429, "The steps of this context are watched by too many at once."),
        UnsupportedMediaType => (415, "An invocation is application/jose."),
        SecurityContextProblems.NoCommonSuite => (400, "None of the offered cipher suites is allowed here."),
        SecurityContextProblems.NotNegotiated => (409, "No negotiation fits this activation; negotiate again."),
        SecurityContextProblems.StaleGeneration => (409, "The generation is not higher than the last one, or the key was used before; negotiate again."),
        SecurityContextProblems.KeyNotFound => (409, "The host's KME has no key of this id and length for these two SAEs."),
        SecurityContextProblems.KmeUnavailable => (503, "The host's KME did not deliver the key in time."),
        SecurityContextProblems.RateLimited => (429, "Too many activations or running invocations of this context."),
        SecurityContextProblems.NotAuthentic => (400, "The message does not verify for this context."),
        SecurityContextProblems.KeyUnknown => (409, "The host does not hold this key; the function did not run. Re-key and repeat."),
        SecurityContextProblems.KeyExpired => (409, "The key is used up; the function did not run. Re-key and repeat."),
        SecurityContextProblems.Replayed => (409, "The message or its invocation was seen before."),
        SecurityContextProblems.StillRunning => (409, "The invocation is still running."),
        SecurityContextProblems.TooLarge => (413, "The message is larger than 1 MiB of arguments make it."),
        SecurityContextProblems.HostUnavailable => (503, "The host cannot be reached."),
        SecurityContextProblems.OutcomeUnknown => (502, "The context was closed, or its host went away, while the function may have run; its result is lost."),
        SecurityContextProblems.TimedOut => (504, "The host did not answer in time; whether the function ran is unknown."),
        _ => (400, "The body is not what this request takes."),
    };
}
