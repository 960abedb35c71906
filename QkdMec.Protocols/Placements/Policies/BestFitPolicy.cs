namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>bestfit</c>: the feasible edge node with the least processing left, so that others stay free for what is large.</summary>
internal sealed class BestFitPolicy(IChance chance) : FreePathPolicy(chance)
{
    protected override Candidate Choose(IReadOnlyList<Candidate> feasible, IChance chance) => chance.Least(feasible, candidate => candidate.Room);
}
