namespace QkdMec.Protocols.Placements;

/// <summary>Finds out what was missing.</summary>
internal static class Shortages
{
    /// <summary>What was missing of all edge nodes, over any path.</summary>
    public static Admission OverAnyPath(PlacementBoard board, AppDemand demand) => OverAnyPath(board, demand, board.EdgesFor(demand.User));

    /// <summary>What was missing of some edge nodes, over any path.</summary>
    public static Admission OverAnyPath(PlacementBoard board, AppDemand demand, IEnumerable<int> edges)
    {
        var widest = WidestPaths.From(board, demand.User);
        return Of(demand, edges.Select(edge => (widest[board.Network.Edges[edge].Node], board.RoomLeft(edge))));
    }

    /// <summary>What was missing of the ways there were.</summary>
    /// <param name="demand">What was asked for.</param>
    /// <param name="ways">The rate and the processing that each way could still give; a rate below 0 where no path leads.</param>
    public static Admission Of(AppDemand demand, IEnumerable<(double Rate, double Room)> ways)
    {
        var reachable = ways.Where(way => way.Rate >= 0).ToList();
        var wide = reachable.Where(way => way.Rate + PlacementBoard.Crumb >= demand.Rate).ToList();
        var roomy = reachable.Where(way => way.Room + PlacementBoard.Crumb >= demand.Load).ToList();
        var kind = (reachable.Count, wide.Count, roomy.Count) switch
        {
            (0, _, _) => ShortageKind.Unreachable,
            (_, 0, 0) => ShortageKind.RateAndProcessing,
            (_, 0, _) => ShortageKind.Rate,
            (_, _, 0) => ShortageKind.Processing,
            _ => ShortageKind.Apart,
        };
        return Admission.Refused(new Shortage(kind, demand, Fits(roomy.Select(way => way.Rate)), Fits(wide.Select(way => way.Room))));
    }

    private static double Fits(IEnumerable<double> left)
    {
        var most = left.DefaultIfEmpty().Max();
        return most > PlacementBoard.Crumb ? most : 0;
    }
}
