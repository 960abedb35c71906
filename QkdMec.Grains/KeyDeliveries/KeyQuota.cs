namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// How much key one pair of SAEs may draw: so many bits a second, and those of a while at once after a pause. One number and no lock: the time up to which
/// the pair has drawn what it may.
/// </summary>
internal sealed class KeyQuota(long bitsPerSecond, TimeSpan burst, TimeProvider time)
{
    private readonly long burstTicks = (long)(burst.TotalSeconds * time.TimestampFrequency);
    private long drawnUpTo = time.GetTimestamp();

    /// <summary>Takes bits. False: not yet, and in how long. A request above the burst is served when nothing else was drawn for as long.</summary>
    public bool TryTake(long bits, out TimeSpan retryAfter)
    {
        var cost = Cost(bits);
        while (true)
        {
            var now = time.GetTimestamp();
            var before = Volatile.Read(ref drawnUpTo);
            var from = Math.Max(before, now);
            var excess = from + Math.Min(cost, burstTicks) - burstTicks - now;
            if (excess > 0)
            {
                retryAfter = TimeSpan.FromSeconds((double)excess / time.TimestampFrequency);
                return false;
            }

            if (Interlocked.CompareExchange(ref drawnUpTo, from + cost, before) == before)
            {
                retryAfter = TimeSpan.Zero;
                return true;
            }
        }
    }

    /// <summary>Gives bits back that were taken and not delivered.</summary>
    public void GiveBack(long bits) => Interlocked.Add(ref drawnUpTo, -Cost(bits));

    private long Cost(long bits) => (long)Math.Ceiling((double)bits / bitsPerSecond * time.TimestampFrequency);
}
