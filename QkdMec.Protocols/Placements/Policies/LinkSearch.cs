namespace QkdMec.Protocols.Placements.Policies;

/// <summary>Shortest paths to one node that avoid some nodes and links, whatever rates are left.</summary>
internal sealed class LinkSearch(KeyNetwork network, int to, IChance chance)
{
    /// <summary>A shortest path; null when there is none.</summary>
    public int[]? Find(int from, HashSet<int> barredNodes, HashSet<int> barredLinks)
    {
        var hops = HopsToEnd(from, barredNodes, barredLinks);
        if (hops[from] < 0)
        {
            return null;
        }

        var path = new int[hops[from]];
        var node = from;
        for (var hop = 0; hop < path.Length; hop++)
        {
            var next = network.LinksFrom(node).Where(link => !barredLinks.Contains(link) && hops[network.Links[link].To] == path.Length - hop - 1).ToList();
            path[hop] = next[chance.Below(next.Count)];
            node = network.Links[path[hop]].To;
        }

        return path;
    }

    private int[] HopsToEnd(int from, HashSet<int> barredNodes, HashSet<int> barredLinks)
    {
        var hops = new int[network.Nodes];
        Array.Fill(hops, -1);
        hops[to] = 0;
        var open = new Queue<int>([to]);
        while (hops[from] < 0 && open.TryDequeue(out var node))
        {
            foreach (var link in network.LinksTo(node).Where(link => !barredLinks.Contains(link)))
            {
                var before = network.Links[link].From;
                if (hops[before] < 0 && !barredNodes.Contains(before))
                {
                    hops[before] = hops[node] + 1;
                    open.Enqueue(before);
                }
            }
        }

        return hops;
    }
}
