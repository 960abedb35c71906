namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>015-reuse</c>: a path that an application of the same user already takes, which nothing must be set up for; without one that fits, as <c>015</c>.</summary>
internal sealed class ReusedPathPolicy(IChance chance) : IAdmissionPolicy
{
    private readonly OwnPathPolicy own = new(chance);

    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        var used = board.Apps.Where(app => app.Demand.User == demand.User).DistinctBy(app => app.Path)
            .Where(app => board.Holds(app.Edge, demand.Load) && board.Carries(app.Path, demand.Rate)).ToList();
        if (used.Count == 0)
        {
            return own.Decide(board, demand);
        }

        var chosen = chance.Least(used, app => board.RoomLeft(app.Edge));
        return Admission.At(chosen.Edge, chosen.Path);
    }
}
