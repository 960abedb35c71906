namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>bestfit-blind</c>: the edge node with the least processing left that is enough, whether a path leads there or not.</summary>
internal sealed class BlindBestFitPolicy(IChance chance) : BlindPolicy(chance)
{
    protected override bool Sees(Candidate candidate, AppDemand demand) => candidate.Room + PlacementBoard.Crumb >= demand.Load;

    protected override Candidate Choose(IReadOnlyList<Candidate> seen, IChance chance) => chance.Least(seen, candidate => candidate.Room);
}
