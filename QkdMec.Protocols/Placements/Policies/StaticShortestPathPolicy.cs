namespace QkdMec.Protocols.Placements.Policies;

/// <summary><c>spf-static</c>: each user has one edge node, the nearest in the network when nothing is placed, and one path to it, for good.</summary>
internal sealed class StaticShortestPathPolicy(KeyNetwork network, IChance chance) : IAdmissionPolicy
{
    private readonly PlacementBoard empty = new(network);
    private readonly Dictionary<int, Admission?> fixedByUser = [];

    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        if (FixedFor(demand.User) is not { Path: { } path } way || !board.Offers(demand.User, way.Edge))
        {
            return Shortages.Of(demand, []);
        }

        return board.Carries(path, demand.Rate) && board.Holds(way.Edge, demand.Load)
            ? way
            : Shortages.Of(demand, [(board.RateLeft(path), board.RoomLeft(way.Edge))]);
    }

    private Admission? FixedFor(int user)
    {
        if (!fixedByUser.TryGetValue(user, out var way))
        {
            var paths = new ReachTree(empty, user, 0);
            var reachable = empty.EdgesFor(user).Where(edge => paths.HopsTo(edge) != ReachTree.Never).ToList();
            way = reachable.Count == 0 ? null : NearestOf(reachable, paths);
            fixedByUser.Add(user, way);
        }

        return way;
    }

    private Admission NearestOf(List<int> edges, ReachTree paths)
    {
        var nearest = chance.Least(edges, edge => paths.HopsTo(edge));
        return Admission.At(nearest, paths.PathTo(nearest, chance));
    }
}
