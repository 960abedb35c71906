using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Hosting;

/// <summary>W3C trace ids of requests.</summary>
public static class TraceIds
{
    /// <summary>The trace id of a request: the caller's, or a fresh one; 32 lower-case hexadecimal digits.</summary>
    public static string Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity)
        {
            return activity.TraceId.ToHexString();
        }

        return ActivityContext.TryParse(http.Request.Headers.TraceParent, null, out var caller)
            ? caller.TraceId.ToHexString()
            : ActivityTraceId.CreateRandom().ToHexString();
    }
}
