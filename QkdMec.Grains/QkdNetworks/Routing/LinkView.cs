using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What routing knows of a link.</summary>
/// <param name="Link">The link.</param>
/// <param name="IsUp">Whether it is neither cut nor alarmed, and answers.</param>
/// <param name="FreeRateBitsPerSecond">What it makes beyond what is reserved.</param>
/// <param name="Smaller">What the smaller end can send under.</param>
/// <param name="Larger">What the larger end can send under.</param>
internal sealed record LinkView(LinkId Link, bool IsUp, double FreeRateBitsPerSecond, LinkStock Smaller, LinkStock Larger)
{
    /// <summary>What a frame sent from this end can take its pad from.</summary>
    public LinkStock StockFrom(KmeId sender) => sender == Link.Smaller ? Smaller : Larger;
}
