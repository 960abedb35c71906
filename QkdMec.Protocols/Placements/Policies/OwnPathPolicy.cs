namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>015</c>: a path for each application, to the feasible edge node with the least processing left; every link of it is set up.</summary>
internal sealed class OwnPathPolicy(IChance chance) : FreePathPolicy(chance)
{
    protected override Candidate Choose(IReadOnlyList<Candidate> feasible, IChance chance) => chance.Least(feasible, candidate => candidate.Room);

    protected override int SignallingOf(Candidate chosen) => chosen.Hops;
}
