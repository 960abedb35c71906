using System.Buffers;

namespace QkdMec.Functions.Answers;

/// <summary>A growing buffer that overwrites what it leaves behind.</summary>
internal sealed class WipingBufferWriter(int capacity) : IBufferWriter<byte>, IDisposable
{
    private byte[] buffer = new byte[capacity];
    private int written;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, buffer.Length - written);
        written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return buffer.AsMemory(written);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public byte[] ToArray() => buffer.AsSpan(0, written).ToArray();

    public void Dispose() => Array.Clear(buffer);

    private void Reserve(int count)
    {
        if (buffer.Length - written >= count)
        {
            return;
        }

        var larger = new byte[Math.Max(2 * buffer.Length, written + count)];
        buffer.AsSpan(0, written).CopyTo(larger);
        Array.Clear(buffer);
        buffer = larger;
    }
}
