namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>spf-blind</c>: the edge node with the fewest hops over links that have the rate, whatever processing it has left.</summary>
internal sealed class BlindShortestPathPolicy(IChance chance) : BlindPolicy(chance)
{
    protected override bool Sees(Candidate candidate, AppDemand demand) => candidate.Hops != ReachTree.Never;

    protected override Candidate Choose(IReadOnlyList<Candidate> seen, IChance chance) => chance.Least(seen, candidate => candidate.Hops);
}
