using System.Buffers.Binary;
using System.Security.Cryptography;
using QkdMec.Grains.Entropy;

namespace QkdMec.Tests.Fakes;

/// <summary>Entropy that is the same for the same seed; safe for concurrent use.</summary>
internal sealed class SeededEntropy(ulong seed) : IEntropySource
{
    private long drawn;

    public void Fill(Span<byte> destination)
    {
        Span<byte> input = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(input, seed);
        while (!destination.IsEmpty)
        {
            BinaryPrimitives.WriteInt64BigEndian(input[8..], Interlocked.Increment(ref drawn));
            SHA256.HashData(input, hash);
            var length = Math.Min(hash.Length, destination.Length);
            hash[..length].CopyTo(destination);
            destination = destination[length..];
        }
    }
}
