namespace QkdMec.Protocols.Placements.Policies;

/// <summary>
/// <c>joint</c> and <c>joint-open</c>: host and path by price. A unit of a link or an edge node costs (μ^utilisation − 1) / capacity, so what is nearly full is dear and what is
/// empty is free; the cheapest pair of edge node and path that fits is taken. With a value, an application is admitted only when its value covers the cost: a large one is refused
/// where many small ones would still fit.
/// </summary>
internal sealed class JointPolicy(IChance chance, JointPrices prices) : IAdmissionPolicy
{
    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        var paths = new CheapestPaths(board, demand, prices);
        var feasible = Feasible(board, demand, paths);
        if (feasible.Count == 0)
        {
            return Missing(board, demand);
        }

        var chosen = chance.Least(feasible, edge => CostAt(board, demand, edge, paths));
        if (CostAt(board, demand, chosen, paths) <= prices.Value + PlacementBoard.Crumb)
        {
            return Admission.At(chosen, paths.PathTo(chosen));
        }

        var (rate, load) = Affordable(board, demand);
        return Admission.Refused(new Shortage(ShortageKind.Price, demand, rate, load));
    }

    private static List<int> Feasible(PlacementBoard board, AppDemand demand, CheapestPaths paths) =>
        [.. board.EdgesFor(demand.User).Where(edge => paths.Reaches(edge) && board.Holds(edge, demand.Load))];

    private double CostAt(PlacementBoard board, AppDemand demand, int edge, CheapestPaths paths) => paths.CostTo(edge) + (demand.Load * prices.OfEdge(board, edge));

    // What would fit may still be too dear.
    private Admission Missing(PlacementBoard board, AppDemand demand)
    {
        var missing = Shortages.OverAnyPath(board, demand).Shortage!;
        return Admission.Refused(missing with
        {
            RateThatFits = Affordable(board, demand with { Rate = missing.RateThatFits }).Rate,
            LoadThatFits = Affordable(board, demand with { Load = missing.LoadThatFits }).Load,
        });
    }

    // How much of a rate and of a load the value pays for, the other being as it was asked for. Prices do not change with the demand, so this is a division.
    // The paths are those of the rate that was asked for.
    private (double Rate, double Load) Affordable(PlacementBoard board, AppDemand demand)
    {
        var paths = new CheapestPaths(board, demand, prices);
        var feasible = Feasible(board, demand, paths);
        return (
            feasible.Select(edge => AffordableRate(board, demand, edge, paths.PathTo(edge))).DefaultIfEmpty().Max(),
            feasible.Select(edge => JointPrices.Affordable(prices.Value - paths.CostTo(edge), prices.OfEdge(board, edge), demand.Load)).DefaultIfEmpty().Max());
    }

    private double AffordableRate(PlacementBoard board, AppDemand demand, int edge, KeyPath path)
    {
        var money = prices.Value - (demand.Load * prices.OfEdge(board, edge)) - (path.Hops * prices.Hop);
        return JointPrices.Affordable(money, path.Links.Sum(link => prices.OfLink(board, link)), demand.Rate);
    }
}
