using Microsoft.AspNetCore.Http.Features;
using QkdMec.Protocols.Loopback;

namespace QkdMec.Client.ReverseProxies;

/// <summary>Turns away what a web page on this machine could send, and turns failures into problems.</summary>
internal sealed partial class ProxyGuard(RequestDelegate next, ClientPerimeterOptions options, ILogger<ProxyGuard> logger)
{
    private readonly LoopbackGuard guard = new([options.Address]);

    public async Task InvokeAsync(HttpContext http)
    {
        var request = new GuardedRequest(
            http.Request.Method, http.Request.Host.Value, http.Request.Headers.Origin, http.Request.ContentType,
            http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true);
        var refusal = guard.CheckSender(request);
        if (refusal is null && http.GetEndpoint() is RouteEndpoint)
        {
            refusal = LoopbackGuard.CheckContentType(request);
        }

        if (refusal is not null)
        {
            await ProxyProblems.WriteAsync(http, refusal.Status, refusal.Code, refusal.Detail);
            return;
        }

        await AnswerAsync(http);
    }

    private async Task AnswerAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException fault) when (!http.Response.HasStarted)
        {
            await ProxyProblems.WriteAsync(http, fault.StatusCode, fault.StatusCode == 413 ? "too-large" : "malformed", fault.Message);
            return;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            // The edge of a request: a bug must not become a broken connection.
            LogBug(fault);
            await ProxyProblems.WriteAsync(http, 500, "internal", "The client perimeter failed; the log says why.");
            return;
        }

        if (http.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null })
        {
            await ProxyProblems.WriteAsync(http, http.Response.StatusCode, "no-such-path", "Applications are called with POST /{appName} and let go with DELETE /{appName}.");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A request was answered 500")]
    private partial void LogBug(Exception fault);
}
