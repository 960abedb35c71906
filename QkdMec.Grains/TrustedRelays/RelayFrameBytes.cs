using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>What the MAC of a frame covers ahead of the ciphertext (ADR 0006), all numbers big-endian.</summary>
/// <remarks>
/// The text <c>qkdmec relay 2</c>; route: 2-byte count, then each KME as 2-byte length and UTF-8; hop (4); direction (1: 0 outbound, 1
/// inbound); epoch (8); number (8); share (2); shares (2); ranges: 2-byte count, then each epoch (8), block (8), offset (4), length (4); length of the
/// ciphertext (4). Every field has a fixed or a stated length, so no two frames have the same bytes.
/// </remarks>
internal static class RelayFrameBytes
{
    public static ReadOnlySpan<byte> Of(RelayFrame frame)
    {
        var writer = new ArrayBufferWriter<byte>(256);
        writer.Write("qkdmec relay 2"u8);
        WriteHeader(writer, frame.Header);
        WriteNumber(writer, (ushort)frame.Pad.Ranges.Length);
        foreach (var range in frame.Pad.Ranges)
        {
            WriteNumber(writer, range.Epoch);
            WriteNumber(writer, (ulong)range.Block);
            WriteNumber(writer, (uint)range.Offset);
            WriteNumber(writer, (uint)range.Length);
        }

        WriteNumber(writer, (uint)frame.Ciphertext.Length);
        return writer.WrittenSpan;
    }

    private static void WriteHeader(ArrayBufferWriter<byte> writer, RelayHeader header)
    {
        WriteNumber(writer, (ushort)header.Route.Hops.Length);
        foreach (var kme in header.Route.Hops)
        {
            var name = Encoding.UTF8.GetBytes(kme.Value);
            WriteNumber(writer, (ushort)name.Length);
            writer.Write(name);
        }

        WriteNumber(writer, (uint)header.Hop);
        writer.Write([(byte)header.Direction]);
        WriteNumber(writer, header.Epoch);
        WriteNumber(writer, (ulong)header.Number);
        WriteNumber(writer, (ushort)header.Share);
        WriteNumber(writer, (ushort)header.Shares);
    }

    private static void WriteNumber(ArrayBufferWriter<byte> writer, ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(writer.GetSpan(sizeof(ushort)), value);
        writer.Advance(sizeof(ushort));
    }

    private static void WriteNumber(ArrayBufferWriter<byte> writer, uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(writer.GetSpan(sizeof(uint)), value);
        writer.Advance(sizeof(uint));
    }

    private static void WriteNumber(ArrayBufferWriter<byte> writer, ulong value)
    {
        BinaryPrimitives.WriteUInt64BigEndian(writer.GetSpan(sizeof(ulong)), value);
        writer.Advance(sizeof(ulong));
    }
}
