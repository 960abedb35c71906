namespace QkdMec.Protocols.Placements;

/// <summary>Constrained shortest paths from a user: over links that have a rate left, with the fewest hops.</summary>
internal sealed class ReachTree
{
    /// <summary>The hops to where no path leads.</summary>
    public const int Never = int.MaxValue;

    private readonly PlacementBoard board;
    private readonly double rate;
    private readonly int[] hops;

    /// <summary>The paths of a rate.</summary>
    public ReachTree(PlacementBoard board, int user, double rate)
    {
        (this.board, this.rate, hops) = (board, rate, new int[board.Network.Nodes]);
        Array.Fill(hops, Never);
        hops[user] = 0;
        var open = new Queue<int>([user]);
        while (open.TryDequeue(out var node))
        {
            foreach (var link in board.Network.LinksFrom(node))
            {
                var next = board.Network.Links[link].To;
                if (hops[next] == Never && board.Carries(link, rate))
                {
                    hops[next] = hops[node] + 1;
                    open.Enqueue(next);
                }
            }
        }
    }

    /// <summary>Hops to an edge node, by its index.</summary>
    public int HopsTo(int edge) => hops[board.Network.Edges[edge].Node];

    /// <summary>A path to an edge node, by its index; where several are as short, chance chooses.</summary>
    public KeyPath PathTo(int edge, IChance chance)
    {
        var node = board.Network.Edges[edge].Node;
        var links = new int[hops[node]];
        for (var hop = links.Length - 1; hop >= 0; hop--)
        {
            List<int> last = [.. board.Network.LinksTo(node).Where(link => hops[board.Network.Links[link].From] == hop && board.Carries(link, rate))];
            links[hop] = last[chance.Below(last.Count)];
            node = board.Network.Links[links[hop]].From;
        }

        return new KeyPath([.. links]);
    }
}
