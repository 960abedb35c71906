using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using QkdMec.Client.DeviceApps;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Problems;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Client.ReverseProxies;

/// <summary>Every refusal of the reverse proxy with its HTTP status. Says whether the function ran.</summary>
internal static class ProxyProblems
{
    /// <summary>Writes a problem as the whole answer.</summary>
    public static Task WriteAsync(HttpContext http, int status, string code, string detail, TimeSpan? retryAfter = null)
    {
        var problem = new ProblemDetails
        {
            Type = ProblemDetails.TypePrefix + code, Title = ReasonPhrases.GetReasonPhrase(status), Status = status, Detail = detail, Instance = http.Request.Path,
        };
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Default.ProblemDetails);
        http.Response.StatusCode = status;
        http.Response.ContentType = ProblemDetails.MediaType;
        http.Response.ContentLength = body.Length;
        if (status is 429 or 503)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (int)(retryAfter ?? TimeSpan.FromSeconds(2)).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>There is no context.</summary>
    public static Task WriteAsync(HttpContext http, ContextLease lease) => lease switch
    {
        { IsFull: true } => WriteAsync(http, 503, "too-many-contexts", "The client perimeter has no room for another context."),
        { Opened.Status: OpenStatus.UnknownApplication } => WriteAsync(http, 404, "unknown-app", "The edge offers no application of this name."),
        { Opened.Status: OpenStatus.Rejected } => WriteAsync(
            http, 503, "no-capacity", "The edge has no room or no key for another context now.", lease.Opened.RetryAfter),
        { Opened.Status: OpenStatus.NotAdmitted } => WriteNotAdmittedAsync(http),
        { Opened.Status: OpenStatus.TimedOut } => WriteAsync(http, 504, "edge-timed-out", "The edge did not answer in time; the function did not run."),
        _ => WriteAsync(http, 502, "edge-unreachable", "The edge cannot be reached; the function did not run."),
    };

    /// <summary>There is no answer of the function.</summary>
    public static Task WriteAsync(HttpContext http, InvocationAnswer answer) => answer.End switch
    {
        InvocationEnd.NoKey => WriteAsync(http, answer.Rekey),
        InvocationEnd.Busy => WriteAsync(http, 503, "edge-busy", "Too many invocations of this context run at the edge; the function did not run."),
        InvocationEnd.Unreachable => WriteAsync(http, 502, "edge-unreachable", "The edge cannot be reached; the function did not run."),
        InvocationEnd.ContextGone => WriteAsync(http, 502, "context-gone", "The edge does not know the context any more; the function did not run."),
        InvocationEnd.TimedOut => WriteAsync(http, 504, "outcome-unknown", "The edge did not answer in time; whether the function ran is unknown."),
        InvocationEnd.Refused => WriteAsync(http, 502, "refused", "The edge refused the sealed request; the function did not run."),
        _ => WriteAsync(http, 502, "outcome-unknown", "The connection broke or the answer is not authentic; whether the function ran is unknown."),
    };

    private static Task WriteNotAdmittedAsync(HttpContext http) =>
        WriteAsync(http, 502, "edge-refused", "The edge does not take the token of this client perimeter; the function did not run.");

    private static Task WriteAsync(HttpContext http, RekeyOutcome rekey) => rekey.Status switch
    {
        RekeyStatus.KeyShortage => WriteAsync(http, 503, "key-shortage", "The KME is short of keys; the function did not run.", rekey.RetryAfter),
        RekeyStatus.EdgeUnreachable => WriteAsync(http, 502, "edge-unreachable", "The edge cannot be reached; the function did not run."),
        RekeyStatus.NotAdmitted => WriteNotAdmittedAsync(http),
        RekeyStatus.KeyRefused => WriteAsync(http, 502, "key-refused", "The KMEs do not give the two SAEs a common key; the function did not run."),
        RekeyStatus.NoCommonSuite => WriteAsync(http, 502, "no-common-suite", "Client and host allow no common cipher suite; the function did not run."),
        _ => WriteAsync(http, 503, "kme-unavailable", "A KME did not answer; the function did not run.", rekey.RetryAfter),
    };
}
