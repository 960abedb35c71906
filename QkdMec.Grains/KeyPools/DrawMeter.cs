namespace QkdMec.Grains.KeyPools;

/// <summary>How much is drawn from a pool: an average in which each byte counts half as much after every <see cref="HalfLife"/>.</summary>
/// <param name="time">The clock.</param>
internal sealed class DrawMeter(TimeProvider time)
{
    /// <summary>Long enough to bridge the pause between two leases, short enough to follow a working day's changes.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromSeconds(30);

    private double weighted;
    private long weighedAt = time.GetTimestamp();

    /// <summary>The recent rate.</summary>
    public double BytesPerSecond => Decayed(time.GetTimestamp()) * Math.Log(2) / HalfLife.TotalSeconds;

    /// <summary>So much was drawn, or would have been had there been any.</summary>
    public void Drew(long bytes)
    {
        var now = time.GetTimestamp();
        (weighted, weighedAt) = (Decayed(now) + bytes, now);
    }

    private double Decayed(long now) => weighted * Math.Pow(0.5, time.GetElapsedTime(weighedAt, now) / HalfLife);
}
