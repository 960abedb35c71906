namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>spf</c>: the feasible edge node with the fewest hops.</summary>
internal sealed class ShortestPathFirstPolicy(IChance chance) : FreePathPolicy(chance)
{
    protected override Candidate Choose(IReadOnlyList<Candidate> feasible, IChance chance) => chance.Least(feasible, candidate => candidate.Hops);
}
