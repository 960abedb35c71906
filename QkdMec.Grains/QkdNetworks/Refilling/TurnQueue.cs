using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>Who comes first: who has waited longest. A turn ends with a block, without a route, or after a bounded wait.</summary>
/// <param name="longestWait">How many plans a pair may keep pads and not get its block.</param>
internal sealed class TurnQueue(int longestWait)
{
    private readonly Dictionary<LinkId, long> lastTurns = [];
    private readonly Dictionary<LinkId, int> waits = [];
    private long turn;

    /// <summary>Puts pairs into the order of their last turns; those that had none yet, and those that had it together, stay in the order given.</summary>
    public IEnumerable<LinkId> InOrder(IEnumerable<LinkId> pairs) => pairs.OrderBy(pair => lastTurns.GetValueOrDefault(pair));

    /// <summary>A pair had its turn.</summary>
    public void Pass(LinkId pair)
    {
        lastTurns[pair] = ++turn;
        waits.Remove(pair);
    }

    /// <summary>A pair waits in its place. False: it did so for too long, so that its turn is over.</summary>
    public bool Wait(LinkId pair)
    {
        waits[pair] = waits.GetValueOrDefault(pair) + 1;
        if (waits[pair] <= longestWait)
        {
            return true;
        }

        Pass(pair);
        return false;
    }
}
