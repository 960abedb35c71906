using System.Buffers.Binary;
using System.Collections.Immutable;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>Names a block of a simulated link: 16 bytes of session, 8 bytes of number, big-endian. Public.</summary>
internal readonly record struct SimulatedBlockReference(UInt128 Session, long Number)
{
    public const int Length = 24;

    public ImmutableArray<byte> ToBytes()
    {
        var bytes = new byte[Length];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Session);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(16), Number);
        return ImmutableArray.Create(bytes);
    }

    public static SimulatedBlockReference? Parse(ImmutableArray<byte> bytes) => bytes is { IsDefault: false, Length: Length }
        ? new SimulatedBlockReference(
            BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan()), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan()[16..]))
        : null;
}
