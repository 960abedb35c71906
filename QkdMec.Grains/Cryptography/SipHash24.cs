using System.Buffers.Binary;
using System.Numerics;

namespace QkdMec.Grains.Cryptography;

/// <summary>SipHash-2-4 with a 64-bit tag (Aumasson and Bernstein, 2012): a keyed hash for short messages, the MAC of key ids.</summary>
internal static class SipHash24
{
    /// <summary>The length of the key, in bytes.</summary>
    public const int KeyBytes = 16;

    /// <summary>The tag of a message.</summary>
    public static ulong Tag(ReadOnlySpan<byte> key, ReadOnlySpan<byte> message)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes, nameof(key));
        var k0 = BinaryPrimitives.ReadUInt64LittleEndian(key);
        var k1 = BinaryPrimitives.ReadUInt64LittleEndian(key[8..]);
        var (v0, v1) = (k0 ^ 0x736f6d6570736575UL, k1 ^ 0x646f72616e646f6dUL);
        var (v2, v3) = (k0 ^ 0x6c7967656e657261UL, k1 ^ 0x7465646279746573UL);
        var length = message.Length;

        for (; message.Length >= 8; message = message[8..])
        {
            Absorb(BinaryPrimitives.ReadUInt64LittleEndian(message), ref v0, ref v1, ref v2, ref v3);
        }

        Absorb(LastWord(message, length), ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (var i = 0; i < 4; i++)
        {
            Round(ref v0, ref v1, ref v2, ref v3);
        }

        return v0 ^ v1 ^ v2 ^ v3;
    }

    /// <summary>What is left of the message, and its length in the highest byte.</summary>
    private static ulong LastWord(ReadOnlySpan<byte> rest, int length)
    {
        var word = (ulong)length << 56;
        for (var i = 0; i < rest.Length; i++)
        {
            word |= (ulong)rest[i] << (8 * i);
        }

        return word;
    }

    private static void Absorb(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v3;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 += v3;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 += v1;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
