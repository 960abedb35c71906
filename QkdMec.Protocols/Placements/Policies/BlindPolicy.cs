namespace QkdMec.Protocols.Placements.Policies;

/// <summary>Chooses an edge node without looking at the other resource, and refuses when the chosen one does not fit.</summary>
internal abstract class BlindPolicy(IChance chance) : IAdmissionPolicy
{
    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        var paths = new ReachTree(board, demand.User, demand.Rate);
        var seen = board.EdgesFor(demand.User).Select(edge => new Candidate(edge, paths.HopsTo(edge), board.RoomLeft(edge)))
            .Where(candidate => Sees(candidate, demand)).ToList();
        if (seen.Count == 0)
        {
            return Shortages.OverAnyPath(board, demand);
        }

        var chosen = Choose(seen, chance);
        return chosen.Hops != ReachTree.Never && board.Holds(chosen.Edge, demand.Load)
            ? Admission.At(chosen.Edge, paths.PathTo(chosen.Edge, chance))
            : Shortages.OverAnyPath(board, demand, [chosen.Edge]);
    }

    /// <summary>Whether it fits as far as the policy looks.</summary>
    protected abstract bool Sees(Candidate candidate, AppDemand demand);

    /// <summary>One of those that it sees, which are not empty.</summary>
    protected abstract Candidate Choose(IReadOnlyList<Candidate> seen, IChance chance);
}
