namespace QkdMec.Protocols.Placements.Policies;

/// <summary>What scarce things cost.</summary>
/// <param name="Mu">How steeply prices rise with utilisation; above 1.</param>
/// <param name="Value">The most an application may cost.</param>
/// <param name="Hop">What a link costs even when it is free, so that of paths as cheap the shorter is taken.</param>
internal sealed record JointPrices(double Mu, double Value, double Hop)
{
    /// <summary>The price of a unit of key rate on a link.</summary>
    public double OfLink(PlacementBoard board, int link) => Of(board.RateLeft(link), board.Network.Links[link].Rate);

    /// <summary>The price of a unit of processing at an edge node.</summary>
    public double OfEdge(PlacementBoard board, int edge) => Of(board.RoomLeft(edge), board.Network.Edges[edge].Processing);

    /// <summary>How many units some money buys, at most what was asked for.</summary>
    public static double Affordable(double money, double price, double asked) => money <= 0 ? 0 : price <= 0 ? asked : Math.Min(asked, money / price);

    // What has no limit is never scarce.
    private double Of(double left, double capacity) => capacity <= 0 || double.IsInfinity(capacity) ? 0 : (Math.Pow(Mu, 1 - (left / capacity)) - 1) / capacity;
}
