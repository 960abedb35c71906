namespace QkdMec.Grains.QkdNetworks.Routing;

/// <summary>A flow of least cost in a network whose edges carry one unit each; found by one cheapest augmenting walk a unit (Bellman and Ford).</summary>
/// <remarks>Edges come in pairs: the one at an odd index takes the flow of the one before it back. The same edges in the same order give the same flow.</remarks>
internal sealed class UnitFlow(int nodes)
{
    private const int Unreached = int.MaxValue / 2;

    private readonly List<Edge> edges = [];
    private readonly List<int>[] leaving = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];

    /// <summary>Adds an edge and names it.</summary>
    public int Add(int from, int to, int cost, int capacity = 1)
    {
        leaving[from].Add(edges.Count);
        edges.Add(new Edge(to, cost) { Capacity = capacity });
        leaving[to].Add(edges.Count);
        edges.Add(new Edge(from, -cost));
        return edges.Count - 2;
    }

    /// <summary>Whether an edge carries flow.</summary>
    public bool IsUsed(int edge) => edges[edge + 1].Capacity > 0;

    /// <summary>Sends one more unit. False: no more fits.</summary>
    public bool Augment(int source, int sink)
    {
        var via = Cheapest(source, sink);
        if (via is null)
        {
            return false;
        }

        for (var node = sink; node != source;)
        {
            var edge = via[node];
            edges[edge].Capacity--;
            edges[edge ^ 1].Capacity++;
            node = edges[edge ^ 1].To;
        }

        return true;
    }

    private int[]? Cheapest(int source, int sink)
    {
        var cost = Enumerable.Repeat(Unreached, nodes).ToArray();
        var via = new int[nodes];
        cost[source] = 0;
        for (var hasImproved = true; hasImproved;)
        {
            hasImproved = false;
            for (var node = 0; node < nodes; node++)
            {
                hasImproved |= cost[node] < Unreached && Relax(node, cost, via);
            }
        }

        return cost[sink] < Unreached ? via : null;
    }

    private bool Relax(int node, int[] cost, int[] via)
    {
        var hasImproved = false;
        foreach (var index in leaving[node])
        {
            var edge = edges[index];
            if (edge.Capacity > 0 && cost[node] + edge.Cost < cost[edge.To])
            {
                (cost[edge.To], via[edge.To], hasImproved) = (cost[node] + edge.Cost, index, true);
            }
        }

        return hasImproved;
    }

    private sealed class Edge(int to, int cost)
    {
        public int To => to;

        public int Cost => cost;

        public int Capacity { get; set; }
    }
}
