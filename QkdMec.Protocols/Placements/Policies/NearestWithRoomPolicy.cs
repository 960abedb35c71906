namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>spf-room</c>: the feasible edge node with the fewest hops; among those as near the one with the most processing left.</summary>
internal sealed class NearestWithRoomPolicy(IChance chance) : FreePathPolicy(chance)
{
    protected override Candidate Choose(IReadOnlyList<Candidate> feasible, IChance chance)
    {
        var fewest = feasible.Min(candidate => candidate.Hops);
        return chance.Least(feasible.Where(candidate => candidate.Hops == fewest).ToList(), candidate => -candidate.Room);
    }
}
