using System.Buffers.Text;
using Microsoft.AspNetCore.Http;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Writes a key container. Key bytes go from the batch into the response's buffer as base64, never through a string.</summary>
internal static class KeyContainerWriter
{
    private const int MaxEntryBytes = 1024;

    private static ReadOnlySpan<byte> Head => "{\"keys\":["u8;

    private static ReadOnlySpan<byte> BeforeId => "{\"key_ID\":\""u8;

    private static ReadOnlySpan<byte> BeforeKey => "\",\"key\":\""u8;

    private static ReadOnlySpan<byte> AfterKey => "\"}"u8;

    private static ReadOnlySpan<byte> Tail => "]}"u8;

    private static ReadOnlySpan<byte> TailOfPartly =>
        "],\"key_container_extension\":{\"qkdmec_message\":\"not all extension_optional request options handled\"}}"u8;

    /// <summary>Writes the keys of a batch and clears it. Each key goes into a block of the server's memory, which is zeroed after use.</summary>
    /// <param name="response">Where to.</param>
    /// <param name="keys">The keys.</param>
    /// <param name="handledAll">Whether every optional extension was handled; the container says so when not.</param>
    public static Task WriteAsync(HttpResponse response, KeyBatch keys, bool handledAll = true)
    {
        var tail = handledAll ? Tail : TailOfPartly;
        var length = LengthOf(keys) + tail.Length;
        JsonResponse.Begin(response, length);
        var writer = response.BodyWriter;
        for (var i = 0; i < keys.Count; i++)
        {
            var room = writer.GetSpan(MaxEntryBytes);
            var left = JsonResponse.Append(room, i == 0 ? Head : ","u8);
            left = JsonResponse.Append(left, BeforeId);
            keys.IdOf(i).WriteTo(left);
            left = JsonResponse.Append(left[KeyId.TextLength..], BeforeKey);
            Base64.EncodeToUtf8(keys.KeyOf(i), left, out _, out var written);
            left = JsonResponse.Append(left[written..], AfterKey);
            left = i == keys.Count - 1 ? JsonResponse.Append(left, tail) : left;
            writer.Advance(room.Length - left.Length);
        }

        keys.Clear();
        return JsonResponse.EndAsync(response);
    }

    private static int LengthOf(KeyBatch keys)
    {
        var length = Head.Length + keys.Count - 1;
        for (var i = 0; i < keys.Count; i++)
        {
            length += BeforeId.Length + KeyId.TextLength + BeforeKey.Length + Base64.GetMaxEncodedToUtf8Length(keys.LengthOf(i)) + AfterKey.Length;
        }

        return length;
    }
}
