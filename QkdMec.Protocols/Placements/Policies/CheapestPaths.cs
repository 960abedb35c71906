namespace QkdMec.Protocols.Placements.Policies;

/// <summary>The cheapest paths from a user to all edge nodes over links that have the rate.</summary>
internal sealed class CheapestPaths
{
    private readonly PlacementBoard board;
    private readonly AppDemand demand;
    private readonly double[] costs;
    private readonly int[] arrivals;

    /// <summary>Finds them (E. W. Dijkstra, 1959).</summary>
    public CheapestPaths(PlacementBoard board, AppDemand demand, JointPrices prices)
    {
        (this.board, this.demand) = (board, demand);
        (costs, arrivals) = (new double[board.Network.Nodes], new int[board.Network.Nodes]);
        Array.Fill(costs, double.PositiveInfinity);
        costs[demand.User] = 0;
        var settled = new bool[costs.Length];
        while (Next(settled) is var node and >= 0)
        {
            settled[node] = true;
            foreach (var link in board.Network.LinksFrom(node).Where(link => board.Carries(link, demand.Rate)))
            {
                var cost = costs[node] + prices.Hop + (demand.Rate * prices.OfLink(board, link));
                var next = board.Network.Links[link].To;
                if (cost < costs[next])
                {
                    (costs[next], arrivals[next]) = (cost, link);
                }
            }
        }
    }

    /// <summary>Whether a path leads to an edge node, by its index.</summary>
    public bool Reaches(int edge) => !double.IsPositiveInfinity(CostTo(edge));

    /// <summary>What the path to an edge node costs.</summary>
    public double CostTo(int edge) => costs[board.Network.Edges[edge].Node];

    /// <summary>The path to an edge node.</summary>
    public KeyPath PathTo(int edge)
    {
        var links = new Stack<int>();
        for (var node = board.Network.Edges[edge].Node; node != demand.User; node = board.Network.Links[links.Peek()].From)
        {
            links.Push(arrivals[node]);
        }

        return new KeyPath([.. links]);
    }

    private int Next(bool[] settled)
    {
        var next = -1;
        for (var node = 0; node < costs.Length; node++)
        {
            if (!settled[node] && !double.IsPositiveInfinity(costs[node]) && (next < 0 || costs[node] < costs[next]))
            {
                next = node;
            }
        }

        return next;
    }
}
