using System.Buffers.Binary;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>Chance from an entropy source.</summary>
internal static class EntropyChoice
{
    /// <summary>A number from 0 to below <paramref name="count"/>.</summary>
    public static int Below(this IEntropySource entropy, int count) => (int)(entropy.Fraction() * count);

    /// <summary>A number from 0 to below 1.</summary>
    public static double Fraction(this IEntropySource entropy)
    {
        Span<byte> bytes = stackalloc byte[8];
        entropy.Fill(bytes);
        return (BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 11) * (1.0 / (1UL << 53));
    }
}
