using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QkdMec.Grains.QkdLinks;

/// <summary>The chance of simulated links: the same seed gives the same numbers on every machine. Never for keys.</summary>
internal sealed class SeededNumbers(ulong seed)
{
    private ulong step;

    /// <summary>Uniform in (0, 1].</summary>
    public double NextUniform()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Draw(hash);
        return Uniform(hash);
    }

    /// <summary>Normal with mean 0 and deviation 1.</summary>
    public double NextNormal()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Draw(hash);
        var radius = Math.Sqrt(-2 * Math.Log(Uniform(hash)));
        return radius * Math.Cos(2 * Math.PI * Uniform(hash[8..]));
    }

    private void Draw(Span<byte> hash)
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(input, seed);
        BinaryPrimitives.WriteUInt64BigEndian(input[8..], step++);
        SHA256.HashData(input, hash);
    }

    // In (0, 1]: the logarithm of zero is no number.
    private static double Uniform(ReadOnlySpan<byte> bytes) => ((BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) + 1) / (double)(1UL << 53);
}
