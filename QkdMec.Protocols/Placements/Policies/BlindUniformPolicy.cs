namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>random-blind</c>: any edge node, whether it fits or not.</summary>
internal sealed class BlindUniformPolicy(IChance chance) : BlindPolicy(chance)
{
    protected override bool Sees(Candidate candidate, AppDemand demand) => true;

    protected override Candidate Choose(IReadOnlyList<Candidate> seen, IChance chance) => seen[chance.Below(seen.Count)];
}
