using System.Buffers.Text;
using System.Security.Cryptography;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Protocols.Jose;

/// <summary>
/// Seals and opens messages under one key (JWE compact serialisation, <c>dir</c>, AES-GCM). Keeps the prepared key object, which is half of the cost of a
/// small message; disposing it destroys the key. Safe for concurrent use.
/// </summary>
public sealed class MessageCipher : IDisposable
{
    private const int TagLength = 16;
    private const int VectorText = 16;
    private const int TagText = 22;

    private readonly Lock gate = new();
    private readonly AesGcm aes;

    /// <summary>Prepares <paramref name="key"/>; the caller keeps and disposes it.</summary>
    public MessageCipher(KeyMaterial key) => aes = new AesGcm(key.Span, TagLength);

    /// <summary>Seals <paramref name="payload"/>. Never call it twice with the same direction and sequence.</summary>
    /// <returns>The message, ASCII.</returns>
    public byte[] Seal(MessageHeader header, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, header.Form.MaxPayloadBytes);
        Span<byte> json = stackalloc byte[MessageLimits.MaxEncodedHeaderBytes * 3 / 4];
        json = json[..MessageHeaderWriter.Write(header, json)];
        var headerText = Base64Url.GetEncodedLength(json.Length);
        var payloadText = Base64Url.GetEncodedLength(payload.Length);
        var message = new byte[headerText + 2 + VectorText + 1 + payloadText + 1 + TagText];
        var rest = message.AsSpan();
        Base64Url.EncodeToUtf8(json, rest);
        rest[headerText] = rest[headerText + 1] = (byte)'.';
        Encrypt(header, payload, rest[..headerText], rest[(headerText + 2)..]);
        return message;
    }

    /// <summary>Opens a message; null when it does not verify. The caller disposes what it gets.</summary>
    public ClearBytes? Open(in SealedMessage message)
    {
        Span<byte> tag = stackalloc byte[TagLength];
        Span<byte> vector = stackalloc byte[MessageNonce.Length];
        MessageNonce.Write(message.Header.Direction, message.Header.Sequence, vector);
        var clear = new ClearBytes(Base64UrlText.DecodedLength(message.Payload.Length));
        if (Base64UrlText.TryDecode(message.Payload, clear.Span) && Base64UrlText.TryDecode(message.Tag, tag)
            && TryDecrypt(vector, clear.Span, tag, message.AssociatedData))
        {
            return clear;
        }

        clear.Dispose();
        return null;
    }

    /// <summary>Destroys the key.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            aes.Dispose();
        }
    }

    /// <summary>Encrypts where the text will stand and encodes in place, so that no further buffer is needed.</summary>
    private void Encrypt(MessageHeader header, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> associatedData, Span<byte> rest)
    {
        Span<byte> tag = stackalloc byte[TagLength];
        Span<byte> vector = stackalloc byte[MessageNonce.Length];
        MessageNonce.Write(header.Direction, header.Sequence, vector);
        Base64Url.EncodeToUtf8(vector, rest);
        rest[VectorText] = (byte)'.';
        var text = rest[(VectorText + 1)..^(TagText + 1)];
        lock (gate)
        {
            aes.Encrypt(vector, payload, text[..payload.Length], tag, associatedData);
        }

        Base64Url.TryEncodeToUtf8InPlace(text, payload.Length, out _);
        rest[^(TagText + 1)] = (byte)'.';
        Base64Url.EncodeToUtf8(tag, rest[^TagText..]);
    }

    private bool TryDecrypt(ReadOnlySpan<byte> vector, Span<byte> bytes, ReadOnlySpan<byte> tag, ReadOnlySpan<byte> associatedData)
    {
        try
        {
            lock (gate)
            {
                aes.Decrypt(vector, bytes, tag, bytes, associatedData);
            }

            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }
}
