using System.Buffers.Binary;
using System.Text;

namespace QkdMec.Embedded.Calls;

/// <summary>Reads a frame that <see cref="FrameWriter"/> wrote.</summary>
internal sealed class FrameReader(byte[] frame)
{
    private int _position;

    public byte Byte() => frame[_position++];

    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public int Count()
    {
        uint value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = Byte();
            value |= (uint)(next & 0x7F) << shift;
            if (next <= 0x7F)
            {
                return (int)value;
            }
        }
    }

    public ReadOnlySpan<byte> Bytes() => Take(Count());

    public string Text() => Encoding.UTF8.GetString(Bytes());

    private ReadOnlySpan<byte> Take(int length)
    {
        _position += length;
        return frame.AsSpan(_position - length, length);
    }
}
