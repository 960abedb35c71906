using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QkdMec.Grains.Cryptography;

/// <summary>The one-time authenticator of RFC 8439, section 2.5. A key authenticates one message and is then gone.</summary>
/// <remarks>
/// The base class library has it only inside ChaCha20-Poly1305. Numbers are three limbs of 44, 44 and 42 bits; no branch and no index
/// depends on key or message.
/// </remarks>
internal ref struct Poly1305
{
    /// <summary>The length of the one-time key, in bytes.</summary>
    public const int KeyBytes = 32;

    /// <summary>The length of the tag, in bytes.</summary>
    public const int TagBytes = 16;

    private const int BlockBytes = 16;
    private const ulong Mask44 = (1UL << 44) - 1;
    private const ulong Mask42 = (1UL << 42) - 1;
    private const ulong FullBlock = 1UL << 40;

    private readonly Span<byte> pending;
    private readonly ulong r0, r1, r2, pad0, pad1;
    private ulong h0, h1, h2;
    private int pendingBytes;

    /// <summary>Begins a tag.</summary>
    /// <param name="key">The one-time key, 32 bytes.</param>
    /// <param name="scratch">16 bytes for the part of a block that is not yet full; cleared at the end.</param>
    public Poly1305(ReadOnlySpan<byte> key, Span<byte> scratch)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes, nameof(key));
        ArgumentOutOfRangeException.ThrowIfLessThan(scratch.Length, BlockBytes, nameof(scratch));
        pending = scratch[..BlockBytes];
        var t0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        var t1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
        r0 = t0 & 0xffc0fffffff;
        r1 = (t0 >> 44 | t1 << 20) & 0xfffffc0ffff;
        r2 = t1 >> 24 & 0x00ffffffc0f;
        pad0 = BinaryPrimitives.ReadUInt64LittleEndian(key[16..]);
        pad1 = BinaryPrimitives.ReadUInt64LittleEndian(key[24..]);
    }

    /// <summary>The tag of one message that stands in one piece.</summary>
    public static void Tag(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message, Span<byte> tag)
    {
        Span<byte> scratch = stackalloc byte[BlockBytes];
        var authenticator = new Poly1305(key, scratch);
        authenticator.Append(message);
        authenticator.Finish(tag);
    }

    /// <summary>Adds the next part of the message.</summary>
    public void Append(scoped ReadOnlySpan<byte> part)
    {
        if (pendingBytes > 0)
        {
            var taken = Math.Min(BlockBytes - pendingBytes, part.Length);
            part[..taken].CopyTo(pending[pendingBytes..]);
            pendingBytes += taken;
            part = part[taken..];
            if (pendingBytes < BlockBytes)
            {
                return;
            }

            Absorb(pending, FullBlock);
            pendingBytes = 0;
        }

        for (; part.Length >= BlockBytes; part = part[BlockBytes..])
        {
            Absorb(part, FullBlock);
        }

        part.CopyTo(pending);
        pendingBytes = part.Length;
    }

    /// <summary>Writes the tag, 16 bytes. Nothing can be appended after it.</summary>
    public void Finish(Span<byte> tag)
    {
        if (pendingBytes > 0)
        {
            pending[pendingBytes] = 1;
            pending[(pendingBytes + 1)..].Clear();
            Absorb(pending, 0);
        }

        CryptographicOperations.ZeroMemory(pending);
        CarryFully();
        ReduceOnce();
        AddPad(tag);
        (h0, h1, h2) = (0, 0, 0);
    }

    private void Absorb(scoped ReadOnlySpan<byte> block, ulong highBit)
    {
        var t0 = BinaryPrimitives.ReadUInt64LittleEndian(block);
        var t1 = BinaryPrimitives.ReadUInt64LittleEndian(block[8..]);
        var (a0, a1, a2) = (h0 + (t0 & Mask44), h1 + ((t0 >> 44 | t1 << 20) & Mask44), h2 + (t1 >> 24 & Mask42 | highBit));
        var (s1, s2) = (r1 * 20, r2 * 20);

        var d0 = Math.BigMul(a0, r0) + Math.BigMul(a1, s2) + Math.BigMul(a2, s1);
        var d1 = Math.BigMul(a0, r1) + Math.BigMul(a1, r0) + Math.BigMul(a2, s2);
        var d2 = Math.BigMul(a0, r2) + Math.BigMul(a1, r1) + Math.BigMul(a2, r0);

        d1 += (ulong)(d0 >> 44);
        d2 += (ulong)(d1 >> 44);
        h0 = ((ulong)d0 & Mask44) + ((ulong)(d2 >> 42) * 5);
        h1 = ((ulong)d1 & Mask44) + (h0 >> 44);
        h2 = (ulong)d2 & Mask42;
        h0 &= Mask44;
    }

    private void CarryFully()
    {
        for (var round = 0; round < 2; round++)
        {
            h2 += h1 >> 44;
            h1 &= Mask44;
            h0 += (h2 >> 42) * 5;
            h2 &= Mask42;
            h1 += h0 >> 44;
            h0 &= Mask44;
        }

        h2 += h1 >> 44;
        h1 &= Mask44;
    }

    /// <summary>Takes 2^130 - 5 off when the number is not below it, without a branch.</summary>
    private void ReduceOnce()
    {
        var g0 = h0 + 5;
        var g1 = h1 + (g0 >> 44);
        var g2 = h2 + (g1 >> 44) - (1UL << 42);
        var below = (ulong)((long)g2 >> 63);
        h0 = h0 & below | g0 & Mask44 & ~below;
        h1 = h1 & below | g1 & Mask44 & ~below;
        h2 = h2 & below | g2 & ~below;
    }

    private readonly void AddPad(Span<byte> tag)
    {
        var s0 = h0 + (pad0 & Mask44);
        var s1 = h1 + ((pad0 >> 44 | pad1 << 20) & Mask44) + (s0 >> 44);
        var s2 = (h2 + (pad1 >> 24) + (s1 >> 44)) & Mask42;
        BinaryPrimitives.WriteUInt64LittleEndian(tag, s0 & Mask44 | s1 << 44);
        BinaryPrimitives.WriteUInt64LittleEndian(tag[8..], (s1 & Mask44) >> 20 | s2 << 24);
    }
}
