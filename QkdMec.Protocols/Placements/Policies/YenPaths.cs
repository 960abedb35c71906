using System.Collections.Immutable;

namespace QkdMec.Protocols.Placements.Policies;

/// <summary>The k shortest paths without a loop, by hops (J. Y. Yen, Management Science 17, 712, 1971).</summary>
internal static class YenPaths
{
    /// <summary>Up to <paramref name="count"/> paths, the shortest first; where several are as short, chance chooses.</summary>
    public static ImmutableArray<KeyPath> Between(KeyNetwork network, int from, int to, int count, IChance chance)
    {
        var search = new LinkSearch(network, to, chance);
        if (search.Find(from, [], []) is not { } shortest)
        {
            return [];
        }

        var found = new List<int[]> { shortest };
        var open = new List<int[]>();
        while (found.Count < count)
        {
            open.AddRange(Deviations(network, search, found).Where(path => !open.Any(path.SequenceEqual)));
            if (open.Count == 0)
            {
                break;
            }

            var next = chance.Least(open, path => path.Length);
            open.Remove(next);
            found.Add(next);
        }

        return [.. found.Select(path => new KeyPath([.. path]))];
    }

    // Paths that leave the last one found at each of its nodes, by a link that no path found so far takes from the same beginning.
    private static IEnumerable<int[]> Deviations(KeyNetwork network, LinkSearch search, List<int[]> found)
    {
        var last = found[^1];
        for (var spur = 0; spur < last.Length; spur++)
        {
            var root = last[..spur];
            var barredLinks = found.Where(path => path.Length > spur && path.AsSpan(0, spur).SequenceEqual(root)).Select(path => path[spur]).ToHashSet();
            var barredNodes = root.Select(link => network.Links[link].From).ToHashSet();
            if (search.Find(network.Links[last[spur]].From, barredNodes, barredLinks) is { } tail)
            {
                yield return [.. root, .. tail];
            }
        }
    }
}
