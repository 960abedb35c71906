using System.Collections.Immutable;

namespace QkdMec.Protocols.Placements.Policies;

/// <summary>
/// <c>014-k1</c> and <c>014-k3</c>: each pair of user and edge node has k shortest paths, found when nothing is placed; all applications of the pair share the one it is on.
/// The edge node with the least processing left is taken of those whose pair has the rate left. With none, and k above 1, a whole pair moves to another of its paths, one that carries
/// the new application and all the moved ones. A pair without applications starts again on its shortest path.
/// </summary>
internal sealed class PairPathPolicy(KeyNetwork network, IChance chance, int k) : IAdmissionPolicy
{
    private readonly Dictionary<(int User, int Edge), ImmutableArray<KeyPath>> paths = [];

    public Admission Decide(PlacementBoard board, AppDemand demand)
    {
        var pairs = PairsOf(board, demand.User);
        var ways = pairs.Select(pair => new PairWay(pair, pair.Current, board.RateLeft(pair.Current))).ToList();
        if (Choose(board, demand, ways) is { } primary)
        {
            return Admission.At(primary.Pair.Edge, primary.Path);
        }

        var others = pairs.SelectMany(pair => pair.Others.Select(path => new PairWay(pair, path, RateAfterMove(board, pair, path)))).ToList();
        return Choose(board, demand, others) is { } secondary
            ? Admission.Moving(secondary.Pair.Edge, secondary.Path, [.. secondary.Pair.Apps.Select(app => app.Id)], secondary.Pair.LinksChangedBy(secondary.Path))
            : Shortages.Of(demand, ways.Concat(others).Select(way => (way.RateLeft, board.RoomLeft(way.Pair.Edge))));
    }

    // Of equal edge nodes chance takes one; of the paths of one edge node the shortest that fits.
    private PairWay? Choose(PlacementBoard board, AppDemand demand, IEnumerable<PairWay> ways)
    {
        var fitting = ways.Where(way => way.RateLeft + PlacementBoard.Crumb >= demand.Rate && board.Holds(way.Pair.Edge, demand.Load))
            .DistinctBy(way => way.Pair.Edge).ToList();
        return fitting.Count == 0 ? null : chance.Least(fitting, way => board.RoomLeft(way.Pair.Edge));
    }

    // What the path could give to a new application, once the pair's own have come from their links to these.
    private static double RateAfterMove(PlacementBoard board, PathPair pair, KeyPath path)
    {
        var moved = pair.Apps.Sum(app => app.Demand.Rate);
        return path.Links.Min(link => pair.Apps.IsEmpty || pair.Current.Links.Contains(link) ? board.RateLeft(link) : board.RateLeft(link) - moved);
    }

    private List<PathPair> PairsOf(PlacementBoard board, int user)
    {
        var apps = board.Apps.Where(app => app.Demand.User == user).ToLookup(app => app.Edge);
        return [.. from edge in board.EdgesFor(user)
                   let known = PathsOf(user, edge)
                   where known.Length > 0
                   select new PathPair(edge, known, [.. apps[edge]])];
    }

    private ImmutableArray<KeyPath> PathsOf(int user, int edge)
    {
        if (!paths.TryGetValue((user, edge), out var known))
        {
            known = YenPaths.Between(network, user, network.Edges[edge].Node, k, chance);
            paths.Add((user, edge), known);
        }

        return known;
    }
}
