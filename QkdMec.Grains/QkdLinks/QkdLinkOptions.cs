namespace QkdMec.Grains.QkdLinks;

/// <summary>How links hand over what they make.</summary>
public sealed class QkdLinkOptions
{
    /// <summary>How often a link makes blocks; 100 ms by default, 10 ms to 10 s. Shorter costs turns, longer makes key come in bursts.</summary>
    public TimeSpan TickPeriod { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How much time of a link's rate one block holds; 250 ms by default, 10 ms to 60 s. Longer blocks cost fewer durable writes per bit and delay the first key.</summary>
    public TimeSpan BlockPeriod { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The smallest block in bytes, head included; 1024 by default. A multiple of 8, at least 1024: the head takes 80. Only links below 32 kb/s make blocks so small.</summary>
    public int MinBlockBytes { get; set; } = 1024;

    /// <summary>The largest block in bytes, head included; 131072 by default. A multiple of 8, at most 262144: key ids reach no further.</summary>
    public int MaxBlockBytes { get; set; } = 131072;

    /// <summary>The most blocks a link makes in one tick; 32 by default, 1 to 1024. It bounds a tick after a pause.</summary>
    public int MaxBlocksPerTick { get; set; } = 32;

    /// <summary>How much time of its rate a link may save up while nobody takes its blocks; 2 s by default, 100 ms to 60 s.</summary>
    public TimeSpan AllowancePeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a link waits when the pools are full; 500 ms by default, 0 to 10 s. After 60 times in a row it is three quarters of <see cref="AllowancePeriod"/>, if that is longer. Below <see cref="AllowancePeriod"/> no key is lost by it.</summary>
    public TimeSpan FullPause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a link waits for the KMEs to commit a block; 2 s by default, 100 ms to 30 s.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(2);

    internal int BlockBytesAt(double rateBitsPerSecond)
    {
        var bytes = Math.Clamp(rateBitsPerSecond / 8 * BlockPeriod.TotalSeconds, MinBlockBytes, MaxBlockBytes);
        return (int)bytes / 8 * 8;
    }
}
