using System.Buffers.Binary;
using QkdMec.Grains.Entropy;

namespace QkdMec.Grains.Notifications;

/// <summary>How long a failed notification rests.</summary>
internal sealed class BackOff(NotificationOptions options, IEntropySource entropy)
{
    private const double Variation = 0.2;
    private const int MostDoublings = 40;

    /// <summary>The rest after so many attempts. Varied, so that receivers that come back are not met by everybody at once.</summary>
    /// <param name="attempts">Attempts so far, from 1.</param>
    /// <param name="wished">What the receiver asked for; null for nothing.</param>
    public TimeSpan After(int attempts, TimeSpan? wished)
    {
        var doubled = options.FirstDelay.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, MostDoublings));
        var varied = Math.Min(doubled, options.LongestDelay.TotalSeconds) * (1 - Variation + (2 * Variation * NextShare()));
        var rest = TimeSpan.FromSeconds(Math.Min(varied, options.LongestDelay.TotalSeconds));
        return wished is { } asked && asked > rest ? Min(asked, options.LongestDelay) : rest;
    }

    /// <summary>The rest while too many requests are under way.</summary>
    public TimeSpan WhileBusy() => options.FirstDelay * (1 - Variation + (2 * Variation * NextShare()));

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private double NextShare()
    {
        Span<byte> bytes = stackalloc byte[4];
        entropy.Fill(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes) / (double)uint.MaxValue;
    }
}
