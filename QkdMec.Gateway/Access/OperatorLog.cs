using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Access;

/// <summary>Writes down who changed, or tried to change, what by the operator API, without what was sent.</summary>
internal sealed partial class OperatorLog(RequestDelegate next, ILogger<OperatorLog> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (IsChange(http.Request))
        {
            LogChange(Caller.Of(http) is { Client: { Length: > 0 } client } ? client : "-", http.Request.Method, http.Request.Path.ToUriComponent(), http.Response.StatusCode);
        }
    }

    private static bool IsChange(HttpRequest request) =>
        request.Path.StartsWithSegments(OperatorPaths.Root) && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    // The path as it was sent, in its escapes: it cannot break the line.
    [LoggerMessage(Level = LogLevel.Information, Message = "Operator {Client}: {Method} {Path} was answered {Status}")]
    private partial void LogChange(string client, string method, string path, int status);
}
