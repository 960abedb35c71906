using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Placements;

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

    /// <summary>The only route that will do; empty for any.</summary>
    public ImmutableArray<KmeId> Given { get; init; } = [];

    /// <summary>For how long stored key must last that counts as rate; zero: none does.</summary>
    public TimeSpan StockHorizon { get; init; }

    /// <summary>The route that is given, when all of it has the free rate; else empty.</summary>
    public ImmutableArray<KmeId> GivenIn(NetworkGraph graph) =>
        Given[0] == From && Given[^1] == To && graph.Along(Given) is { IsEmpty: false } links
            && links.All(link => link.IsUp && link.FreeRateBitsPerSecond + PlacementBoard.Crumb >= FreeRateBitsPerSecond)
            ? Given : [];

    /// <summary>Whether a link may be used in the direction from <paramref name="sender"/>.</summary>
    public bool Admits(LinkView link, KmeId sender) =>
        link.IsUp && link.FreeRateBitsPerSecond >= FreeRateBitsPerSecond
        && (Budget?.Left(link, sender) ?? link.StockFrom(sender).UsableBytes) >= PadBytes;
}
