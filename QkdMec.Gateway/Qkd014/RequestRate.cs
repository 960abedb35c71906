namespace QkdMec.Gateway.Qkd014;

/// <summary>How many requests one SAE or client may make: so many a second, and as many at once after a pause. Safe for several connections.</summary>
/// <param name="perSecond">Requests a second; 0 sets no limit.</param>
/// <param name="time">The clock.</param>
internal sealed class RequestRate(int perSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private double left = perSecond;
    private long lastAt = time.GetTimestamp();

    /// <summary>Takes one request. False: it is one too many.</summary>
    public bool TryTake()
    {
        if (perSecond == 0)
        {
            return true;
        }

        lock (gate)
        {
            var now = time.GetTimestamp();
            left = Math.Min(perSecond, left + (time.GetElapsedTime(lastAt, now).TotalSeconds * perSecond));
            lastAt = now;
            if (left < 1)
            {
                return false;
            }

            left--;
            return true;
        }
    }
}
