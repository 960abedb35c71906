namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What one end of a link has stored to send under, and what relaying must leave of it.</summary>
/// <param name="StoredBytes">Stored in the pool that this end allocates from.</param>
/// <param name="ReserveBytes">What stays for the SAEs at the link's ends.</param>
/// <param name="IsSpared">Whether it fell to its reserve and has not recovered yet, see <see cref="ReserveWatch"/>.</param>
/// <param name="CapacityBytes">The capacity of that pool.</param>
internal readonly record struct LinkStock(long StoredBytes, long ReserveBytes = 0, bool IsSpared = false, long CapacityBytes = 0)
{
    // A pool this full is about to make its link throw key away.
    private const double FullShare = 0.75;

    /// <summary>What relaying may use.</summary>
    public long UsableBytes => Math.Max(0, StoredBytes - ReserveBytes);

    /// <summary>What the link makes beyond what is needed: what stands above three quarters of the capacity.</summary>
    public long SurplusBytes => (long)Math.Max(0, StoredBytes - Math.Max(ReserveBytes, FullShare * CapacityBytes));
}
