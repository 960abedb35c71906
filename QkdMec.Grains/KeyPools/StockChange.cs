namespace QkdMec.Grains.KeyPools;

/// <summary>When the network is told what a pool holds: after much was drawn, and when nothing is left.</summary>
/// <param name="time">The clock.</param>
/// <param name="capacityBytes">The capacity of the pool.</param>
internal sealed class StockChange(TimeProvider time, long capacityBytes)
{
    private const int PartsOfCapacity = 8;
    private static readonly TimeSpan BetweenShortages = TimeSpan.FromMilliseconds(100);

    private long? told;
    private long toldAt;

    /// <summary>Whether to tell after a lease; if so, it counts as told.</summary>
    public bool IsWorthTelling(LeaseOutcome outcome)
    {
        var isDue = outcome.Status switch
        {
            LeaseStatus.Granted => Math.Abs((told ?? capacityBytes) - outcome.AvailableBytes) >= capacityBytes / PartsOfCapacity,
            LeaseStatus.Exhausted => told is null || time.GetElapsedTime(toldAt) >= BetweenShortages,
            _ => false,
        };
        if (isDue)
        {
            (told, toldAt) = (outcome.AvailableBytes, time.GetTimestamp());
        }

        return isDue;
    }
}
