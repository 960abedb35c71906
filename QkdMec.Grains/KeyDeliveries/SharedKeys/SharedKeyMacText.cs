using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>What the MAC of a frame covers ahead of the ciphertext (ADR 0012), all numbers big-endian.</summary>
/// <remarks>
/// The text <c>qkdmec shared 1</c>; sender, receiver, master, each as 2-byte length and UTF-8; readers: 2-byte count, then each like these; ids: 2-byte
/// count, then each as 16 bytes; size of a key (4); ranges: 2-byte count, then each epoch (8), block (8), offset (4), length (4); length of the
/// ciphertext (4). Every field has a fixed or a stated length, so no two frames have the same bytes.
/// </remarks>
internal static class SharedKeyMacText
{
    public static ReadOnlySpan<byte> Of(SharedKeyFrame frame)
    {
        var writer = new ArrayBufferWriter<byte>(512);
        writer.Write("qkdmec shared 1"u8);
        WriteHeader(writer, frame.Header);
        Write(writer, frame.Pad.Ranges.Length, 2);
        foreach (var range in frame.Pad.Ranges)
        {
            Write(writer, (long)range.Epoch, 8);
            Write(writer, range.Block, 8);
            Write(writer, range.Offset, 4);
            Write(writer, range.Length, 4);
        }

        Write(writer, frame.Ciphertext.Length, 4);
        return writer.WrittenSpan;
    }

    private static void WriteHeader(ArrayBufferWriter<byte> writer, SharedKeyHeader header)
    {
        Write(writer, header.Sender.Value);
        Write(writer, header.Receiver.Value);
        Write(writer, header.Master.Value);
        Write(writer, header.Readers.Length, 2);
        foreach (var reader in header.Readers)
        {
            Write(writer, reader.Value);
        }

        Write(writer, header.Ids.Length, 2);
        foreach (var id in header.Ids)
        {
            id.TryWriteBytes(writer.GetSpan(16), bigEndian: true, out _);
            writer.Advance(16);
        }

        Write(writer, header.KeyBytes, 4);
    }

    private static void Write(ArrayBufferWriter<byte> writer, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        Write(writer, bytes.Length, 2);
        writer.Write(bytes);
    }

    private static void Write(ArrayBufferWriter<byte> writer, long number, int bytes)
    {
        Span<byte> wide = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(wide, number);
        writer.Write(wide[(8 - bytes)..]);
    }
}
