using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QkdMec.Grains.QkdLinks;

/// <summary>The error rate of a link as a process in time (Ornstein–Uhlenbeck), the same for the same seed and the same steps.</summary>
public sealed class QberProcess
{
    private readonly QberProfile profile;
    private readonly ulong seed;
    private ulong step;
    private double deviation;

    /// <summary>Starts anywhere in its stationary distribution.</summary>
    public QberProcess(QberProfile profile, ulong seed)
    {
        this.profile = profile;
        this.seed = seed;
        deviation = profile.Deviation * NextNormal();
    }

    /// <summary>The error rate now, 0 to 0.5.</summary>
    public double Value => Math.Clamp(profile.Mean + deviation, 0, 0.5);

    /// <summary>Moves on by <paramref name="elapsed"/>; exact for steps of any size.</summary>
    public double Advance(TimeSpan elapsed)
    {
        if (elapsed > TimeSpan.Zero)
        {
            var kept = Math.Exp(-elapsed / profile.CorrelationTime);
            deviation = (deviation * kept) + (profile.Deviation * Math.Sqrt(1 - (kept * kept)) * NextNormal());
        }

        return Value;
    }

    private double NextNormal()
    {
        Span<byte> input = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteUInt64BigEndian(input, seed);
        BinaryPrimitives.WriteUInt64BigEndian(input[8..], step++);
        SHA256.HashData(input, hash);
        var radius = Math.Sqrt(-2 * Math.Log(Uniform(hash)));
        return radius * Math.Cos(2 * Math.PI * Uniform(hash[8..]));
    }

    // In (0, 1]: the logarithm of zero is no number.
    private static double Uniform(ReadOnlySpan<byte> bytes) => ((BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 11) + 1) / (double)(1UL << 53);
}
