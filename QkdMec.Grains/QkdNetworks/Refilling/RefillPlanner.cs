using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>
/// Decides which pairs get relayed blocks now, and how many. Who is below the low watermark takes turns, and keeps the pads of its route while it
/// waits for the scarcest; what links make beyond their need goes to a spare stock (ADR 0019).
/// </summary>
internal sealed class RefillPlanner(QkdNetworkOptions options, PathChooser chooser)
{
    // More of those who wait would make a plan dear, and nobody behind them could get a block anyway.
    private const int MostConsidered = 128;
    private const int LongestWait = 240;

    private readonly RefillTargets targets = new(options);
    private readonly TurnQueue queue = new(LongestWait);
    private readonly TurnQueue spareQueue = new(LongestWait);
    private readonly HashSet<LinkId> filling = [];
    private readonly Dictionary<LinkId, RelayPaths> inUse = [];

    /// <summary>The work to begin now, beside the work in hand.</summary>
    public IReadOnlyList<RefillTask> Plan(NetworkPicture picture, NetworkGraph graph, IReadOnlyCollection<RefillTask> inHand)
    {
        var busy = inHand.Select(task => task.Pair).ToHashSet();
        List<LinkId> idle = [.. picture.Pairs.All.Where(pair => !busy.Contains(pair) && !picture.IsUp(pair))];
        var room = options.MaxBlocksInHand - inHand.Sum(task => task.Blocks);
        var shortOnes = new RefillRound(graph, stock => stock.UsableBytes, inHand, room);
        PlanShort(picture, shortOnes, [.. queue.InOrder(idle.Where(pair => NeedsBlocks(pair, picture.PoolsOf(pair)))).Take(MostConsidered)]);

        var spare = new RefillRound(graph, stock => stock.SurplusBytes, [.. inHand, .. shortOnes.Tasks], shortOnes.Room);
        PlanSpare(picture, spare, [.. spareQueue.InOrder(idle.Where(pair => !filling.Contains(pair))).Take(MostConsidered)]);
        return [.. shortOnes.Tasks, .. spare.Tasks];
    }

    /// <summary>The routes that a new block of a pair would take now; null when there are not enough that have the pads.</summary>
    public RelayPaths? PathsFor(LinkId pair, PairPools pools, NetworkGraph graph) => PathsFor(pair, graph, PadBytesFor(pools), null);

    /// <summary>Why there are none.</summary>
    public RouteShortage Explain(LinkId pair, PairPools pools, NetworkGraph graph) =>
        chooser.Explain(graph, new RouteRequest(pair.Smaller, pair.Larger, 0, PadBytesFor(pools)));

    private void PlanShort(NetworkPicture picture, RefillRound round, IReadOnlyList<LinkId> pairs)
    {
        foreach (var pair in pairs.TakeWhile(_ => round.Room > 0))
        {
            var pools = picture.PoolsOf(pair);
            var bytes = targets.BlockBytes(pools);
            var padBytes = RelaySeal.PadBytes(bytes);
            if (PathsFor(pair, round.Graph, padBytes, round.Budget) is { } paths)
            {
                queue.Pass(pair);
                round.Begin(new RefillTask(pair, paths, 1, bytes), Math.Min(options.MaxBlocksPerTick, targets.MissingBlocks(pools)));
            }
            else if (PathsFor(pair, round.Graph, 0, null) is not { } awaited)
            {
                queue.Pass(pair);
            }
            else if (queue.Wait(pair))
            {
                round.Budget.Take(awaited, padBytes);
            }
        }

        round.Deal();
    }

    private void PlanSpare(NetworkPicture picture, RefillRound round, IReadOnlyList<LinkId> pairs)
    {
        foreach (var pair in pairs.TakeWhile(_ => round.Room > 0))
        {
            var pools = picture.PoolsOf(pair);
            var bytes = targets.BlockBytes(pools);
            var missing = targets.MissingBlocks(pools, picture.Pairs.SpareBytes(pair, options.SpareStockBytes));
            if (missing > 0 && PathsFor(pair, round.Graph, RelaySeal.PadBytes(bytes), round.Budget) is { } paths)
            {
                spareQueue.Pass(pair);
                round.Begin(new RefillTask(pair, paths, 1, bytes), Math.Min(options.MaxBlocksPerTick, missing));
            }
        }

        round.Deal();
    }

    private bool NeedsBlocks(LinkId pair, PairPools pools)
    {
        if (pools is not { Outbound: { } outbound, Inbound: { } inbound } || targets.MissingBlocks(pools) == 0)
        {
            filling.Remove(pair);
            return false;
        }

        if (targets.IsLow(outbound) || targets.IsLow(inbound))
        {
            filling.Add(pair);
        }

        return filling.Contains(pair);
    }

    private int PadBytesFor(PairPools pools) => RelaySeal.PadBytes(targets.BlockBytes(pools));

    private RelayPaths? PathsFor(LinkId pair, NetworkGraph graph, long padBytes, PadBudget? budget)
    {
        var current = inUse.GetValueOrDefault(pair)?.Routes[0];
        var request = new RouteRequest(pair.Smaller, pair.Larger, 0, padBytes, current) { Budget = budget };
        var paths = chooser.Choose(graph, request);
        if (paths is not null && padBytes > 0)
        {
            inUse[pair] = paths;
        }

        return paths;
    }
}
