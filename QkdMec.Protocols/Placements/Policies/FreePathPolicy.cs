namespace QkdMec.Protocols.Placements.Policies;

/// <summary>Chooses among the edge nodes that have the processing and a path with the rate; the path is the application's own and a shortest one.</summary>
internal abstract class FreePathPolicy(IChance chance) : IAdmissionPolicy
{
    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        var paths = new ReachTree(board, demand.User, demand.Rate);
        var feasible = board.EdgesFor(demand.User).Where(edge => paths.HopsTo(edge) != ReachTree.Never && board.Holds(edge, demand.Load))
            .Select(edge => new Candidate(edge, paths.HopsTo(edge), board.RoomLeft(edge))).ToList();
        if (feasible.Count == 0)
        {
            return Shortages.OverAnyPath(board, demand);
        }

        var chosen = Choose(feasible, chance);
        return Admission.At(chosen.Edge, paths.PathTo(chosen.Edge, chance), SignallingOf(chosen));
    }

    /// <summary>One of the candidates, which are not empty and in the order of their nodes.</summary>
    protected abstract Candidate Choose(IReadOnlyList<Candidate> feasible, IChance chance);

    /// <summary>The links that are set up for it.</summary>
    protected virtual int SignallingOf(Candidate chosen) => 0;
}
