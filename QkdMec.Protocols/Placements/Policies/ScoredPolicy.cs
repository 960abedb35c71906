namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>score</c>: at random among the feasible edge nodes, weighted by the share of processing that is free times the share of the best key rate, as the papers' authors designed it.</summary>
internal sealed class ScoredPolicy(IChance chance) : IAdmissionPolicy
{
    // What is nearly full still gets a small chance, so that the sum is never 0.
    private const double LeastShare = 0.001;

    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        var paths = new ReachTree(board, demand.User, demand.Rate);
        var feasible = board.EdgesFor(demand.User).Where(edge => paths.HopsTo(edge) != ReachTree.Never && board.Holds(edge, demand.Load)).ToList();
        if (feasible.Count == 0)
        {
            return Shortages.OverAnyPath(board, demand);
        }

        var widest = WidestPaths.From(board, demand.User);
        var rates = feasible.Select(edge => widest[board.Network.Edges[edge].Node]).ToList();
        var best = rates.Max();
        var chosen = Draw([.. feasible.Zip(rates, (edge, rate) => ShareFree(board, edge) * (rate == best ? 1 : Math.Max(rate / best, LeastShare)))]);
        return Admission.At(feasible[chosen], paths.PathTo(feasible[chosen], chance));
    }

    private static double ShareFree(PlacementBoard board, int edge) =>
        board.Network.Edges[edge].Processing is var all and > 0 ? Math.Max(board.RoomLeft(edge) / all, LeastShare) : LeastShare;

    private int Draw(double[] scores)
    {
        var drawn = chance.Fraction() * scores.Sum();
        for (var index = 0; index < scores.Length; index++)
        {
            drawn -= scores[index];
            if (drawn < 0)
            {
                return index;
            }
        }

        return scores.Length - 1;
    }
}
