using System.Buffers;
using System.Security.Cryptography;

namespace QkdMec.Protocols.Secrets;

/// <summary>Clear arguments or a clear result in a pooled buffer: prints its size only, is zeroed before the pool gets it back.</summary>
public sealed class ClearBytes : IDisposable
{
    private byte[]? rented;

    /// <summary>Rents room for <paramref name="length"/> bytes; what they hold is undefined until written.</summary>
    public ClearBytes(int length)
    {
        rented = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        Length = length;
    }

    /// <summary>How many bytes.</summary>
    public int Length { get; }

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">They were zeroed and given back.</exception>
    public Span<byte> Span => Live.AsSpan(0, Length);

    /// <summary>The bytes, for code that awaits.</summary>
    /// <exception cref="ObjectDisposedException">They were zeroed and given back.</exception>
    public Memory<byte> Memory => Live.AsMemory(0, Length);

    private byte[] Live => rented ?? throw new ObjectDisposedException(nameof(ClearBytes));

    /// <summary>Zeroes the bytes and gives the buffer back.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref rented, null) is { } live)
        {
            CryptographicOperations.ZeroMemory(live.AsSpan(0, Length));
            ArrayPool<byte>.Shared.Return(live);
        }
    }

    /// <summary>The size; never the bytes.</summary>
    public override string ToString() => $"{Length} clear bytes";
}
