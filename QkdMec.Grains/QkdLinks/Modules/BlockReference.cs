using System.Buffers.Binary;
using System.Collections.Immutable;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>Names a block of a link: 16 bytes of session, 8 bytes of number, big-endian, then what the driver needs to find it. Public.</summary>
/// <param name="Session">The session it was made in.</param>
/// <param name="Number">Its number in that session, from 0.</param>
/// <param name="Place">Where the driver of the other end finds its copy.</param>
public sealed record BlockReference(UInt128 Session, long Number, ImmutableArray<byte> Place)
{
    private const int HeadLength = 24;

    /// <summary>As bytes.</summary>
    public ImmutableArray<byte> ToBytes()
    {
        var bytes = new byte[HeadLength + Place.Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Session);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), Number);
        Place.CopyTo(bytes, HeadLength);
        return ImmutableArray.Create(bytes);
    }

    /// <summary>Reads it; null when the bytes are too few.</summary>
    public static BlockReference? Parse(ImmutableArray<byte> bytes) => bytes is { IsDefault: false, Length: >= HeadLength }
        ? new BlockReference(
            BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan()), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan()[16..]), bytes[HeadLength..])
        : null;
}
