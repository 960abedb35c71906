using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Qkd014;

/// <summary>
/// The spans of the key delivery API, for requests whose caller records a trace and for no other: nobody else pays more than a look whether anyone
/// listens. Operation, KME and status; never a path or query, for they may hold key ids.
/// </summary>
internal static class KeyApiSpans
{
    /// <summary>The activity source.</summary>
    public const string SourceName = "QkdMec.KeyDelivery";

    private static readonly ActivitySource Source = new(SourceName);

    /// <summary>A request begins; null when it is not traced.</summary>
    public static Activity? Begin(HttpRequest request) =>
        Source.HasListeners()
        && ActivityContext.TryParse(request.Headers.TraceParent, null, isRemote: true, out var caller)
        && caller.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
            ? Source.StartActivity("key request", ActivityKind.Server, caller)
            : null;

    /// <summary>It was answered.</summary>
    public static void End(Activity span, HttpContext http, KeyOperation operation, string kme)
    {
        var method = HttpMethods.GetCanonicalizedValue(http.Request.Method);
        var route = KeyRoute.TemplateOf(operation);
        span.DisplayName = $"{method} {route}".TrimEnd();
        span.SetTag("http.request.method", method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        span.SetTag("qkdmec.kme", kme);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }

        span.Dispose();
    }
}
