using System.Buffers.Binary;

namespace QkdMec.Protocols.Jose;

/// <summary>The initialisation vector: <c>req\0</c> or <c>res\0</c>, then the sequence as 8 bytes, big-endian. Unique per key, since sequences are.</summary>
internal static class MessageNonce
{
    /// <summary>Bytes of an initialisation vector.</summary>
    public const int Length = 12;

    /// <summary>Writes the vector of a message.</summary>
    public static void Write(MessageDirection direction, long sequence, Span<byte> destination)
    {
        (direction == MessageDirection.Request ? "req\0"u8 : "res\0"u8).CopyTo(destination);
        BinaryPrimitives.WriteInt64BigEndian(destination[4..], sequence);
    }
}
