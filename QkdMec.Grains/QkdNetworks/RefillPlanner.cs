using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Decides which pairs get relayed blocks now, and how many: between the watermarks, and no more than the pads of the route allow.</summary>
internal sealed class RefillPlanner(QkdNetworkOptions options, IRoutePolicy policy)
{
    private readonly HashSet<LinkId> filling = [];
    private readonly Dictionary<LinkId, RelayRoute> routes = [];
    private int firstPair;

    private long BytesPerHop => RelaySeal.PadBytes(options.RelayBlockBytes);

    /// <summary>The work of one tick. The pairs take turns in being first, so that scarce pads are shared.</summary>
    public List<RefillTask> Plan(NetworkTopology topology, NetworkPicture picture, NetworkGraph graph)
    {
        var pairs = topology.SaePairs.Where(pair => !picture.IsUp(pair) && NeedsBlocks(pair, picture.PoolsOf(pair))).ToList();
        var spent = new Dictionary<(KmeId From, KmeId To), long>();
        List<RefillTask> tasks = [];
        for (var turn = 0; turn < pairs.Count; turn++)
        {
            var pair = pairs[(firstPair + turn) % pairs.Count];
            if (RouteFor(pair, graph) is { } route && BlocksAlong(route, graph, spent) is > 0 and var blocks)
            {
                routes[pair] = route;
                Spend(route, blocks, spent);
                tasks.Add(new RefillTask(pair, route, blocks));
            }
        }

        firstPair = firstPair == int.MaxValue ? 0 : firstPair + 1;
        return tasks;
    }

    /// <summary>The route that a new block of a pair would take now; null when no route has the pads.</summary>
    public RelayRoute? RouteFor(LinkId pair, NetworkGraph graph) =>
        policy.Choose(graph, new RouteRequest(pair.Smaller, pair.Larger, 0, BytesPerHop, routes.GetValueOrDefault(pair)));

    private bool NeedsBlocks(LinkId pair, PairPools pools)
    {
        if (pools.Outbound is not { } outbound || pools.Inbound is not { } inbound || (IsFull(outbound) && IsFull(inbound)))
        {
            filling.Remove(pair);
            return false;
        }

        if (IsLow(outbound) || IsLow(inbound))
        {
            filling.Add(pair);
        }

        return filling.Contains(pair);
    }

    private bool IsFull(KeyPoolStatus pool) => pool.StoredBytes + options.RelayBlockBytes > pool.CapacityBytes;

    private bool IsLow(KeyPoolStatus pool) => pool.StoredBytes < options.LowWatermark * pool.CapacityBytes;

    private int BlocksAlong(RelayRoute route, NetworkGraph graph, Dictionary<(KmeId From, KmeId To), long> spent)
    {
        var blocks = (long)options.MaxBlocksPerTick;
        foreach (var (from, to) in HopsOf(route))
        {
            var usable = graph.Between(from, to).StockFrom(from).UsableBytes - spent.GetValueOrDefault((from, to));
            blocks = Math.Min(blocks, usable / BytesPerHop);
        }

        return (int)Math.Max(0, blocks);
    }

    private void Spend(RelayRoute route, int blocks, Dictionary<(KmeId From, KmeId To), long> spent)
    {
        foreach (var hop in HopsOf(route))
        {
            spent[hop] = spent.GetValueOrDefault(hop) + (blocks * BytesPerHop);
        }
    }

    private static IEnumerable<(KmeId From, KmeId To)> HopsOf(RelayRoute route) => route.Hops.Zip(route.Hops.Skip(1));
}

/// <summary>Blocks to make for one pair along one route.</summary>
internal sealed record RefillTask(LinkId Pair, RelayRoute Route, int Blocks);
