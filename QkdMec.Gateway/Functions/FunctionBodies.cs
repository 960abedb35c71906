using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>What stands in the bodies of requests to a context over HTTP, and of their answers.</summary>
internal static class FunctionBodies
{
    private const string MediaType = "application/jose";

    /// <summary>Reads a JSON document and hands it on.</summary>
    public static async Task<FunctionAnswer<T>> WithDocumentAsync<TDocument, T>(
        HttpContext http, FunctionCall call, JsonTypeInfo<TDocument> type, Func<FunctionCall, TDocument, Task<FunctionAnswer<T>>> operation) where TDocument : class
    {
        var body = await RequestBody.ReadAsync(http.Request, call.Limits.MaxDocumentBytes, http.RequestAborted);
        return body is null ? FunctionAnswer.Refused<T>(SecurityContextProblems.TooLarge)
            : RequestBody.Parse(body, type) is { } document ? await operation(call, document)
            : FunctionAnswer.Refused<T>(SecurityContextProblems.Malformed);
    }

    /// <summary>Reads a sealed message and hands it on.</summary>
    public static async Task<FunctionAnswer<T>> WithMessageAsync<T>(HttpContext http, FunctionCall call, Func<FunctionCall, byte[], Task<FunctionAnswer<T>>> operation)
    {
        if (!RequestBody.Is(http.Request, MediaType))
        {
            return FunctionAnswer.Refused<T>(FunctionProblems.UnsupportedMediaType);
        }

        var body = await RequestBody.ReadAsync(http.Request, MessageLimits.MaxMessageBytes, http.RequestAborted);
        return body is null ? FunctionAnswer.Refused<T>(SecurityContextProblems.TooLarge) : await operation(call, body);
    }

    /// <summary>Answers with a chosen cipher suite.</summary>
    public static async Task WriteAsync(HttpContext http, NegotiationAnswer answer)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, SecurityContextJson.Default.NegotiationAnswer);
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    /// <summary>Answers with a sealed result.</summary>
    public static async Task WriteAsync(HttpContext http, ImmutableArray<byte> message)
    {
        http.Response.ContentType = MediaType;
        http.Response.ContentLength = message.Length;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(message.AsMemory(), http.RequestAborted);
    }

    /// <summary>Answers that it is done.</summary>
    public static Task WriteNothingAsync(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
