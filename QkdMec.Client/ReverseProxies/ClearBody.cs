using System.Text.Json;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Client.ReverseProxies;

/// <summary>Reads clear arguments from a client app into a buffer that is zeroed.</summary>
internal static class ClearBody
{
    /// <summary>The body; null when it is larger than a message may carry.</summary>
    public static async Task<ClearBytes?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > MessageLimits.MaxPayloadBytes)
        {
            return null;
        }

        using var room = new ClearBytes((int)(request.ContentLength ?? MessageLimits.MaxPayloadBytes) + 1);
        var length = await request.Body.ReadAtLeastAsync(room.Memory, room.Length, throwOnEndOfStream: false, cancellationToken);
        if (length > MessageLimits.MaxPayloadBytes)
        {
            return null;
        }

        var body = new ClearBytes(length);
        room.Span[..length].CopyTo(body.Span);
        return body;
    }

    /// <summary>Whether the bytes are one JSON value.</summary>
    public static bool IsJson(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var json = new Utf8JsonReader(utf8);
            var any = false;
            while (json.Read())
            {
                any = true;
            }

            return any;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
