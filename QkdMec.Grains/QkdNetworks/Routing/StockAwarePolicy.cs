using QkdMec.Grains.Identity;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>
/// Of the routes whose links stand above their reserve the one with the fewest hops, among these the one whose poorest link has the most to give in
/// the next minute, stored and made. The route in use is kept while it is one of the shortest (ADR 0018).
/// </summary>
internal sealed class StockAwarePolicy : IRoutePolicy
{
    public const string PolicyName = "stock-aware";

    private const double HorizonSeconds = 60;
    private const double BitsPerByte = 8;

    public string Name => PolicyName;

    public bool Admits(LinkView link, KmeId sender, RouteRequest request) =>
        request.Admits(link, sender) && (request.PadBytes == 0 || !link.StockFrom(sender).IsSpared);

    public RelayRoute? Choose(NetworkGraph graph, RouteRequest request)
    {
        bool AdmitsHere(LinkView link, KmeId sender) => request.Admits(link, sender) && !link.StockFrom(sender).IsSpared;

        var best = new ShortestRoutes(AdmitsHere, WidthOf).Widest(graph, request.From, request.To);
        if (best is null)
        {
            // Who asks whatever is stored (for a rate to hold) gets a route over links that are spared now. Who needs pads does not.
            return request.PadBytes > 0 ? null : new ShortestRoutes(request.Admits, WidthOf).Widest(graph, request.From, request.To);
        }

        return request.Current is { } current && current.Hops.Length == best.Hops.Length && graph.Admits(current, AdmitsHere) ? current : best;
    }

    /// <summary>What one end of a link can give in the next minute, in bytes.</summary>
    internal static double WidthOf(LinkView link, KmeId sender) =>
        link.StockFrom(sender).UsableBytes + (link.FreeRateBitsPerSecond / BitsPerByte * HorizonSeconds);
}
