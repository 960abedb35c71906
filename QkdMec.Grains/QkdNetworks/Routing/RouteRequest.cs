using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>What a route must offer on every link.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="FreeRateBitsPerSecond">The least free rate.</param>
/// <param name="PadBytes">What the sending end of each link must have beyond its reserve; 0 asks for a route whatever is stored.</param>
/// <param name="Current">The route in use, which a policy may keep so that routes do not flap; null when there is none.</param>
internal sealed record RouteRequest(
    KmeId From, KmeId To, double FreeRateBitsPerSecond = 0, long PadBytes = 0, RelayRoute? Current = null)
{
    /// <summary>What earlier choices of the same plan left; null: what is stored.</summary>
    public PadBudget? Budget { get; init; }

    /// <summary>Whether a link may be used in the direction from <paramref name="sender"/>.</summary>
    public bool Admits(LinkView link, KmeId sender) =>
        link.IsUp && link.FreeRateBitsPerSecond >= FreeRateBitsPerSecond
        && (Budget?.Left(link, sender) ?? link.StockFrom(sender).UsableBytes) >= PadBytes;
}
