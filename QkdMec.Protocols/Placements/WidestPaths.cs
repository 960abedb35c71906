namespace QkdMec.Protocols.Placements;

/// <summary>The largest rate that some path from a user to each node still has.</summary>
internal static class WidestPaths
{
    /// <summary>For every node the rate; 0 where all of it is taken, below 0 where no path leads.</summary>
    public static double[] From(PlacementBoard board, int user)
    {
        var widest = new double[board.Network.Nodes];
        Array.Fill(widest, -1);
        var settled = new bool[board.Network.Nodes];
        widest[user] = double.PositiveInfinity;
        while (Next(widest, settled) is var node and >= 0)
        {
            settled[node] = true;
            foreach (var link in board.Network.LinksFrom(node))
            {
                var next = board.Network.Links[link].To;
                widest[next] = Math.Max(widest[next], Math.Min(widest[node], Math.Max(0, board.RateLeft(link))));
            }
        }

        return widest;
    }

    private static int Next(double[] widest, bool[] settled)
    {
        var next = -1;
        for (var node = 0; node < widest.Length; node++)
        {
            if (!settled[node] && widest[node] >= 0 && (next < 0 || widest[node] > widest[next]))
            {
                next = node;
            }
        }

        return next;
    }
}
