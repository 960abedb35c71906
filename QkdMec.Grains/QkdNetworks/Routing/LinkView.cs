using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What routing knows of a link.</summary>
/// <param name="Link">The link.</param>
/// <param name="IsUp">Whether it is neither cut nor alarmed, and answers.</param>
/// <param name="FreeRateBitsPerSecond">What it makes beyond what is reserved.</param>
/// <param name="StoredBytesOfSmaller">Stored in the pool that the smaller end allocates from.</param>
/// <param name="StoredBytesOfLarger">Stored in the pool that the larger end allocates from.</param>
internal sealed record LinkView(
    LinkId Link, bool IsUp, double FreeRateBitsPerSecond, long StoredBytesOfSmaller, long StoredBytesOfLarger)
{
    /// <summary>What a frame sent from this end can take its pad from.</summary>
    public long StoredBytesFrom(KmeId sender) => sender == Link.Smaller ? StoredBytesOfSmaller : StoredBytesOfLarger;
}
