using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>Takes messages apart and puts them together again, changed.</summary>
internal static class CompactText
{
    public static string[] Parts(ReadOnlySpan<byte> message) => Encoding.ASCII.GetString(message).Split('.');

    public static byte[] Join(IEnumerable<string> parts) => Encoding.ASCII.GetBytes(string.Join('.', parts));

    public static JsonObject Header(ReadOnlySpan<byte> message) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(Parts(message)[0]))!.AsObject();

    /// <summary>The message with another header; all else as it was.</summary>
    public static byte[] WithHeader(ReadOnlySpan<byte> message, Action<JsonObject> change)
    {
        var header = Header(message);
        change(header);
        return WithHeaderText(message, header.ToJsonString());
    }

    public static byte[] WithHeaderText(ReadOnlySpan<byte> message, string json)
    {
        var parts = Parts(message);
        parts[0] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
        return Join(parts);
    }

    /// <summary>The message with one bit of one part turned.</summary>
    public static byte[] WithBitTurned(ReadOnlySpan<byte> message, int part)
    {
        var parts = Parts(message);
        var bytes = Base64Url.DecodeFromChars(parts[part]);
        bytes[bytes.Length / 2] ^= 1;
        parts[part] = Base64Url.EncodeToString(bytes);
        return Join(parts);
    }
}
