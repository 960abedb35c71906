namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>random</c>: any feasible edge node, all alike.</summary>
internal sealed class UniformPolicy(IChance chance) : FreePathPolicy(chance)
{
    protected override Candidate Choose(IReadOnlyList<Candidate> feasible, IChance chance) => feasible[chance.Below(feasible.Count)];
}
