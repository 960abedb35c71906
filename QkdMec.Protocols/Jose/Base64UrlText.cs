using System.Buffers;
using System.Buffers.Text;

namespace QkdMec.Protocols.Jose;

/// <summary>Base64url as RFC 7515 wants it: no padding, no white space, no bits left over. Each value has exactly one text.</summary>
internal static class Base64UrlText
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>How many bytes <paramref name="textLength"/> characters stand for; -1 when no text has that length.</summary>
    public static int DecodedLength(int textLength) => textLength % 4 == 1 ? -1 : (int)((long)textLength * 3 / 4);

    /// <summary>Decodes into <paramref name="destination"/>, which must have exactly the decoded length.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (DecodedLength(text.Length) != destination.Length || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        var status = Base64Url.DecodeFromUtf8(text, destination, out _, out var written);
        return status == OperationStatus.Done && written == destination.Length;
    }
}
