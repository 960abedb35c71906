using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Writes a JSON answer of known length straight into the response's buffer.</summary>
internal static class JsonResponse
{
    private static readonly StringValues ContentType = new("application/json");
    private static readonly StringValues NoStore = new("no-store");

    /// <summary>Sets the headers.</summary>
    public static void Begin(HttpResponse response, int length)
    {
        var headers = response.Headers;
        headers.ContentType = ContentType;
        headers.CacheControl = NoStore;
        headers.ContentLength = length;
    }

    /// <summary>Writes a part; answers the room behind it.</summary>
    public static Span<byte> Append(Span<byte> room, ReadOnlySpan<byte> part)
    {
        part.CopyTo(room);
        return room[part.Length..];
    }

    /// <summary>Answers with a body that holds no key.</summary>
    public static Task WriteAsync(HttpResponse response, ReadOnlySpan<byte> body)
    {
        Begin(response, body.Length);
        body.CopyTo(response.BodyWriter.GetSpan(body.Length));
        response.BodyWriter.Advance(body.Length);
        return EndAsync(response);
    }

    /// <summary>Sends what was written.</summary>
    public static Task EndAsync(HttpResponse response)
    {
        var flush = response.BodyWriter.FlushAsync();
        if (!flush.IsCompletedSuccessfully)
        {
            return flush.AsTask();
        }

        flush.GetAwaiter().GetResult();
        return Task.CompletedTask;
    }
}
