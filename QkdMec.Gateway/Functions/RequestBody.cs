using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace QkdMec.Gateway.Functions;

/// <summary>Reads request bodies of a bounded size.</summary>
internal static class RequestBody
{
    /// <summary>The body, or null when it is larger than <paramref name="limit"/>.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellationToken)
    {
        if (request.ContentLength > limit)
        {
            return null;
        }

        // A client that tells no length gets room as it sends, so that a header alone reserves nothing.
        var body = new byte[request.ContentLength ?? 4096];
        var length = 0;
        while (true)
        {
            if (length == body.Length && request.ContentLength is null)
            {
                Array.Resize(ref body, Math.Min(body.Length * 2, limit + 1));
            }

            var read = length < body.Length ? await request.Body.ReadAsync(body.AsMemory(length), cancellationToken) : 0;
            length += read;
            if (length > limit)
            {
                return null;
            }

            if (read == 0)
            {
                return length == body.Length ? body : body[..length];
            }
        }
    }

    /// <summary>The document in <paramref name="body"/>, or null when it is none.</summary>
    public static T? Parse<T>(byte[] body, JsonTypeInfo<T> type) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the request's media type is <paramref name="mediaType"/>.</summary>
    public static bool Is(HttpRequest request, string mediaType) =>
        request.ContentType is { } type && type.Split(';')[0].Trim().Equals(mediaType, StringComparison.OrdinalIgnoreCase);
}
