using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using QkdMec.Protocols.Problems;

namespace QkdMec.Gateway.Hosting;

/// <summary>Answers with <c>application/problem+json</c>.</summary>
public static class Problem
{
    /// <summary>Writes the problem as the whole answer.</summary>
    /// <param name="http">The request it answers.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The code behind <c>urn:qkdmec:</c>; null when the status says it all.</param>
    /// <param name="detail">What went wrong this time.</param>
    public static Task WriteAsync(HttpContext http, int status, string? code, string? detail)
    {
        if (http.Features.Get<IProblemForm>() is { } form)
        {
            return form.WriteAsync(http, status, code, detail);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(Describe(http, status, code, detail), ProblemJson.Default.ProblemDetails);
        http.Response.StatusCode = status;
        http.Response.ContentType = ProblemDetails.MediaType;
        http.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    /// <summary>A result that writes the problem.</summary>
    public static IResult Result(int status, string? code, string? detail) => new ProblemResult(status, code, detail);

    private static ProblemDetails Describe(HttpContext http, int status, string? code, string? detail) => new()
    {
        Type = code is null ? "about:blank" : ProblemDetails.TypePrefix + code,
        Title = ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Error",
        Status = status,
        Detail = detail,
        Instance = http.Request.PathBase.Add(http.Request.Path),
    };

    private sealed class ProblemResult(int status, string? code, string? detail) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, status, code, detail);
    }
}
