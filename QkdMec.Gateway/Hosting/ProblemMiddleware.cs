using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace QkdMec.Gateway.Hosting;

/// <summary>Gives every error a problem document: statuses without a body, refusals of the server, grains that do not answer.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            // The edge of the request: whatever comes out becomes an answer.
            await AnswerAsync(http, fault);
            return;
        }

        if (http.Response is { StatusCode: >= 400, HasStarted: false, ContentLength: null, ContentType: null })
        {
            await Problem.WriteAsync(http, http.Response.StatusCode, code: null, DescribeStatus(http));
        }
    }

    private Task AnswerAsync(HttpContext http, Exception fault)
    {
        if (fault is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        var answer = FaultAnswer.Of(fault);
        if (answer.IsUnavailable)
        {
            LogUnavailable(http.Request.Path, fault);
            http.Response.Headers.RetryAfter = "2";
        }
        else if (answer.IsBug)
        {
            LogBug(http.Request.Path, fault);
        }

        return Problem.WriteAsync(http, answer.Status, answer.Code, answer.Detail);
    }

    private static string? DescribeStatus(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this path.",
        StatusCodes.Status405MethodNotAllowed => $"Allowed here: {http.Response.Headers.Allow}.",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Path} was answered 503")]
    private partial void LogUnavailable(string path, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} was answered 500")]
    private partial void LogBug(string path, Exception fault);
}
