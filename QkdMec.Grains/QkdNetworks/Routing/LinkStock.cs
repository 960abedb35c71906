namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What one end of a link has stored to send under, and what relaying must leave of it.</summary>
/// <param name="StoredBytes">Stored in the pool that this end allocates from.</param>
/// <param name="ReserveBytes">What stays for the SAEs at the link's ends.</param>
/// <param name="IsSpared">Whether it fell to its reserve and has not recovered yet, see <see cref="ReserveWatch"/>.</param>
internal readonly record struct LinkStock(long StoredBytes, long ReserveBytes = 0, bool IsSpared = false)
{
    /// <summary>What relaying may use.</summary>
    public long UsableBytes => Math.Max(0, StoredBytes - ReserveBytes);
}
