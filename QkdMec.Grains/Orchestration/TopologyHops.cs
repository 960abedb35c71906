using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Orchestration;

/// <summary>How far KMEs are from each other.</summary>
internal static class TopologyHops
{
    /// <summary>Links on the shortest path from a KME to every KME that can be reached.</summary>
    public static Dictionary<KmeId, int> From(KmeId start, NetworkTopology topology)
    {
        var hops = new Dictionary<KmeId, int> { [start] = 0 };
        var open = new Queue<KmeId>([start]);
        while (open.TryDequeue(out var kme))
        {
            foreach (var next in topology.LinksOf(kme).Select(link => link.Other(kme)))
            {
                if (hops.TryAdd(next, hops[kme] + 1))
                {
                    open.Enqueue(next);
                }
            }
        }

        return hops;
    }
}
