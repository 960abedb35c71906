namespace QkdMec.Silo.Scenarios;

/// <summary>
/// A random network by B. M. Waxman (IEEE J. Sel. Areas Commun. 6, 1617, 1988): nodes anywhere in a square, and a link between two of them with the
/// probability α·e^(−d/r), d being their distance. The square grows with the nodes so that a node has three to four links in networks of any size.
/// None that chance draws is longer than 120 km: devices make hardly a key beyond.
/// </summary>
internal sealed class WaxmanGraph
{
    private const double Alpha = 0.6;
    private const double MeanLinks = 4;
    private const double KilometresSpacing = 20;
    private const double LongestKilometres = 120;

    private readonly Random chance;
    private readonly (double X, double Y)[] positions;
    private readonly List<(int One, int Other)> links = [];

    /// <summary>The graph of a seed: the same on every machine.</summary>
    public WaxmanGraph(int nodes, int seed)
    {
        chance = new Random(seed);
        var side = KilometresSpacing * Math.Sqrt(nodes);
        positions = [.. Enumerable.Range(0, nodes).Select(_ => (side * chance.NextDouble(), side * chance.NextDouble()))];
        DrawLinks();
        JoinParts();
    }

    /// <summary>The links, each with its length.</summary>
    public IEnumerable<(int One, int Other, double Kilometres)> Links => links.Select(link => (link.One, link.Other, DistanceOf(link.One, link.Other)));

    /// <summary>r: with a node per square of the spacing and this reach a node has the wanted number of links on average, borders aside.</summary>
    private static double Reach => KilometresSpacing * Math.Sqrt(MeanLinks / (Alpha * 2 * Math.PI));

    private double DistanceOf(int one, int other) => Math.Sqrt(
        Math.Pow(positions[one].X - positions[other].X, 2) + Math.Pow(positions[one].Y - positions[other].Y, 2));

    private void DrawLinks()
    {
        for (var one = 0; one < positions.Length; one++)
        {
            for (var other = one + 1; other < positions.Length; other++)
            {
                var distance = DistanceOf(one, other);
                if (chance.NextDouble() < Alpha * Math.Exp(-distance / Reach) && distance <= LongestKilometres)
                {
                    links.Add((one, other));
                }
            }
        }
    }

    /// <summary>Joins what chance left apart, by the shortest link between the first node's part and the rest, until all is one.</summary>
    private void JoinParts()
    {
        var joined = new bool[positions.Length];
        Join(0, joined);
        while (Array.IndexOf(joined, false) >= 0)
        {
            var (one, other) = Pairs(joined).MinBy(pair => DistanceOf(pair.One, pair.Other));
            links.Add((one, other));
            Join(other, joined);
        }
    }

    private IEnumerable<(int One, int Other)> Pairs(bool[] joined) =>
        from one in Enumerable.Range(0, positions.Length)
        where joined[one]
        from other in Enumerable.Range(0, positions.Length)
        where !joined[other]
        select (one, other);

    private void Join(int start, bool[] joined)
    {
        var open = new Stack<int>([start]);
        while (open.TryPop(out var node))
        {
            joined[node] = true;
            foreach (var (one, other) in links.Where(link => link.One == node || link.Other == node))
            {
                if (!joined[one] || !joined[other])
                {
                    open.Push(joined[one] ? other : one);
                }
            }
        }
    }
}
