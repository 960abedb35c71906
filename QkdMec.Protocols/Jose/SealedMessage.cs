using System.Buffers.Text;
using System.Security.Cryptography;

namespace QkdMec.Protocols.Jose;

/// <summary>The five parts of a JWE in compact serialisation, found but not yet decrypted.</summary>
public readonly ref struct SealedMessage
{
    /// <summary>Characters of an encoded initialisation vector of 12 bytes.</summary>
    private const int VectorText = 16;

    /// <summary>Characters of an encoded tag of 16 bytes.</summary>
    private const int TagText = 22;

    private SealedMessage(MessageHeader header, ReadOnlySpan<byte> message, int headerText)
    {
        Header = header;
        AssociatedData = message[..headerText];
        Vector = message.Slice(headerText + 2, VectorText);
        Payload = message[(headerText + 2 + VectorText + 1)..^(TagText + 1)];
        Tag = message[^TagText..];
    }

    /// <summary>The header; nothing vouches for it before the message is opened.</summary>
    public MessageHeader Header { get; }

    /// <summary>What the tag covers besides the payload: the encoded header.</summary>
    internal ReadOnlySpan<byte> AssociatedData { get; }

    /// <summary>The encoded initialisation vector.</summary>
    internal ReadOnlySpan<byte> Vector { get; }

    /// <summary>The encoded ciphertext.</summary>
    internal ReadOnlySpan<byte> Payload { get; }

    /// <summary>The encoded tag.</summary>
    internal ReadOnlySpan<byte> Tag { get; }

    /// <summary>Finds the parts. False when the bytes are not exactly five parts with our header, an empty encrypted key, vector and tag of the right size.</summary>
    public static bool TryParse(ReadOnlySpan<byte> message, out SealedMessage parsed)
    {
        parsed = default;
        var headerText = message.IndexOf((byte)'.');
        var payloadStart = headerText + 2 + VectorText + 1;
        if (headerText is <= 0 or > MessageLimits.MaxEncodedHeaderBytes || message.Length < payloadStart + 1 + TagText
            || message[headerText + 1] != '.' || message[payloadStart - 1] != '.' || message[^(TagText + 1)] != '.')
        {
            return false;
        }

        if (ReadHeader(message[..headerText]) is not { } header)
        {
            return false;
        }

        parsed = new SealedMessage(header, message, headerText);
        return parsed.HasDistinctParts() && parsed.HasVectorOfHeader();
    }

    private static MessageHeader? ReadHeader(ReadOnlySpan<byte> text)
    {
        var length = Base64UrlText.DecodedLength(text.Length);
        Span<byte> json = stackalloc byte[MessageLimits.MaxEncodedHeaderBytes];
        return length > 0 && Base64UrlText.TryDecode(text, json[..length]) ? MessageHeaderReader.Read(json[..length]) : null;
    }

    /// <summary>No further dot hides in a part, and the payload has a length that base64url can have.</summary>
    private bool HasDistinctParts() =>
        !Payload.Contains((byte)'.') && !Vector.Contains((byte)'.') && !Tag.Contains((byte)'.') && Base64UrlText.DecodedLength(Payload.Length) >= 0;

    /// <summary>The vector follows from direction and sequence; any other one could repeat.</summary>
    private bool HasVectorOfHeader()
    {
        Span<byte> expected = stackalloc byte[MessageNonce.Length];
        Span<byte> encoded = stackalloc byte[VectorText];
        MessageNonce.Write(Header.Direction, Header.Sequence, expected);
        return Base64Url.EncodeToUtf8(expected, encoded) == VectorText && CryptographicOperations.FixedTimeEquals(encoded, Vector);
    }
}
