using System.Buffers.Text;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace QkdMec.Protocols.Jose;

/// <summary>Writes protected headers as JSON, members in the order of ADR 0007.</summary>
internal static class MessageHeaderWriter
{
    /// <summary>Writes <paramref name="header"/>; returns how many bytes.</summary>
    /// <exception cref="ArgumentException">The names in the header are too long for a message.</exception>
    public static int Write(MessageHeader header, Span<byte> destination)
    {
        var isRequest = header.Direction == MessageDirection.Request;
        var fits = Utf8.TryWrite(
            destination,
            CultureInfo.InvariantCulture,
            $$"""
            {"alg":"dir","enc":"{{header.CipherSuite}}","kid":"{{header.KeyId}}","cty":"{{header.Form.ContentType}}","ctx":"{{header.Context}}","gen":{{header.Generation}},"dir":"{{(isRequest ? "req" : "res")}}","seq":{{header.Sequence}},"inv":"{{header.Invocation:N}}","app":"{{JavaScriptEncoder.Default.Encode(header.App)}}","host":"{{header.Host}}"
            """,
            out var written);
        return fits && TryWriteTail(header, destination[written..], out var tail)
            ? written + tail
            : throw new ArgumentException("the header is too long for a message", nameof(header));
    }

    private static bool TryWriteTail(MessageHeader header, Span<byte> destination, out int written)
    {
        if (header.Direction == MessageDirection.Result)
        {
            return Utf8.TryWrite(
                destination, CultureInfo.InvariantCulture, $",\"rseq\":{header.RequestSequence},\"status\":{(int)header.Status}}}", out written);
        }

        return header.TranscriptHash.IsEmpty
            ? Utf8.TryWrite(destination, $"}}", out written)
            : Utf8.TryWrite(destination, $",\"th\":\"{Base64Url.EncodeToString(header.TranscriptHash.Span)}\"}}", out written);
    }
}
