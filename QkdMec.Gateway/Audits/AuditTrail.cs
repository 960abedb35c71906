using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Mx2;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Audits;

/// <summary>
/// Writes operations into the audit log: changes by operators before they are answered, what devices do to contexts soon after. Requests without a known sender
/// are not in it: anybody could push the others out.
/// </summary>
internal sealed class AuditTrail(RequestDelegate next, AuditBuffer buffer, TimeProvider time)
{
    private const string Contexts = Mx2Paths.Root + "/app_contexts";
    private static readonly TimeSpan WrittenWithin = TimeSpan.FromSeconds(2);

    public Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path;
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method))
        {
            return next(http);
        }

        // Platforms report all the time, and what they report is no operation.
        if (path.StartsWithSegments(OperatorPaths.Root) && !path.Value!.EndsWith(OperatorPaths.TelemetryPart, StringComparison.Ordinal))
        {
            return ChangeAsync(http);
        }

        return path.StartsWithSegments(Contexts) ? NoteAsync(http) : next(http);
    }

    private async Task NoteAsync(HttpContext http)
    {
        await next(http);
        if (IsKnown(http))
        {
            buffer.Note(Describe(http, "mx2"));
        }
    }

    // The answer is held back until the entry is stored; it is a small document.
    private async Task ChangeAsync(HttpContext http)
    {
        var body = http.Response.Body;
        using var held = new MemoryStream();
        http.Response.Body = held;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        if (await IsWrittenAsync(http))
        {
            held.Position = 0;
            await held.CopyToAsync(body, http.RequestAborted);
            return;
        }

        var status = http.Response.StatusCode;
        http.Response.Headers.Location = default;
        await Problem.WriteAsync(
            http, StatusCodes.Status503ServiceUnavailable, "audit-unavailable", $"The answer would have been {status}, but it could not be written into the audit log in time: repeat the request.");
    }

    private async Task<bool> IsWrittenAsync(HttpContext http)
    {
        if (!IsKnown(http))
        {
            return true;
        }

        var note = Describe(http, "operator");
        if (note.Status == StatusCodes.Status403Forbidden)
        {
            // Nothing was changed, and one who may change nothing shall not make the storage work.
            buffer.Note(note);
            return true;
        }

        try
        {
            await buffer.WriteAsync(note, WrittenWithin);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static bool IsKnown(HttpContext http) =>
        Caller.Of(http) is not null && http.Response.StatusCode is not (StatusCodes.Status401Unauthorized or StatusCodes.Status429TooManyRequests);

    // A request whose sender hung up before its answer has no status.
    private static int StatusOf(HttpContext http) => http.RequestAborted.IsCancellationRequested && http.Response is { StatusCode: StatusCodes.Status200OK, ContentType: null }
        ? StatusCodes.Status499ClientClosedRequest
        : http.Response.StatusCode;

    private AuditNote Describe(HttpContext http, string name) => new(
        time.GetUtcNow(), name, Caller.Of(http)!.Client, http.Request.Method, http.Request.Path.ToUriComponent(), StatusOf(http))
    {
        Created = http.Response.StatusCode == StatusCodes.Status201Created && Uri.TryCreate(http.Response.Headers.Location, UriKind.Absolute, out var made) ? made.AbsolutePath : null,
    };
}
