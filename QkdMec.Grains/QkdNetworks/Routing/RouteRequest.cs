using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What a route must offer on every link.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="FreeRateBitsPerSecond">The least free rate.</param>
/// <param name="StoredBytes">The least that the sending end of each link has stored: a link below its reserve is avoided.</param>
internal sealed record RouteRequest(KmeId From, KmeId To, double FreeRateBitsPerSecond = 0, long StoredBytes = 0)
{
    /// <summary>Whether a link may be used in the direction from <paramref name="sender"/>.</summary>
    public bool Admits(LinkView link, KmeId sender) =>
        link.IsUp && link.FreeRateBitsPerSecond >= FreeRateBitsPerSecond && link.StoredBytesFrom(sender) >= StoredBytes;
}
