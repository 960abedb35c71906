using System.Security.Cryptography;

namespace QkdMec.Protocols.Secrets;

/// <summary>The one home of key bytes: prints its id only, compares in constant time, is zeroed on dispose.</summary>
/// <remarks>The array is pinned, so that the garbage collector leaves no copy behind when it compacts.</remarks>
public sealed class KeyMaterial : IDisposable
{
    private readonly string id;
    private byte[]? bytes;

    /// <summary>Makes room for <paramref name="length"/> bytes, all zero. The id names the key in logs; it is never key material.</summary>
    public KeyMaterial(string id, int length)
    {
        this.id = id;
        bytes = GC.AllocateArray<byte>(length, pinned: true);
    }

    /// <summary>Copies <paramref name="source"/>; the caller keeps and clears its own bytes.</summary>
    public static KeyMaterial CopyOf(string id, ReadOnlySpan<byte> source)
    {
        var material = new KeyMaterial(id, source.Length);
        source.CopyTo(material.Span);
        return material;
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">They were destroyed.</exception>
    public Span<byte> Span => Live;

    /// <summary>The bytes, for code that awaits.</summary>
    /// <exception cref="ObjectDisposedException">They were destroyed.</exception>
    public Memory<byte> Memory => Live;

    /// <summary>How many bytes.</summary>
    public int Length => Live.Length;

    /// <summary>Whether the bytes were destroyed.</summary>
    public bool IsDestroyed => bytes is null;

    private byte[] Live => bytes ?? throw new ObjectDisposedException(id);

    /// <summary>Compares in constant time.</summary>
    public bool FixedTimeEquals(ReadOnlySpan<byte> other) => CryptographicOperations.FixedTimeEquals(Live, other);

    /// <summary>Zeroes the bytes.</summary>
    public void Dispose()
    {
        var live = Interlocked.Exchange(ref bytes, null);
        if (live is not null)
        {
            CryptographicOperations.ZeroMemory(live);
        }
    }

    /// <summary>The id; never the bytes.</summary>
    public override string ToString() => $"key material {id}";
}
