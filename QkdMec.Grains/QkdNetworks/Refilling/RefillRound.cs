using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>One dealing-out of pads: first one block to each in turn, then further ones while there are pads.</summary>
internal sealed class RefillRound
{
    private readonly List<(RefillTask Task, int Wanted)> begun = [];

    /// <summary>Begins with what the work in hand will still take.</summary>
    public RefillRound(NetworkGraph graph, Func<LinkStock, long> usableOf, IReadOnlyCollection<RefillTask> inHand, int room)
    {
        (Graph, Budget, Room) = (graph, new PadBudget(usableOf), room);
        foreach (var task in inHand)
        {
            Budget.Take(task.Paths, (long)task.Blocks * task.PadBytes);
        }
    }

    public NetworkGraph Graph { get; }

    public PadBudget Budget { get; }

    /// <summary>How many more blocks may be in hand.</summary>
    public int Room { get; private set; }

    public IEnumerable<RefillTask> Tasks => begun.Select(entry => entry.Task);

    /// <summary>Gives a pair its first block.</summary>
    public void Begin(RefillTask task, int wanted)
    {
        Take(task);
        begun.Add((task, wanted));
    }

    /// <summary>Deals further blocks out, one by one in turn.</summary>
    public void Deal()
    {
        var hasDealt = true;
        while (hasDealt && Room > 0)
        {
            hasDealt = false;
            for (var index = 0; index < begun.Count && Room > 0; index++)
            {
                var (task, wanted) = begun[index];
                if (task.Blocks < wanted && Budget.Has(Graph, task.Paths, task.PadBytes))
                {
                    Take(task);
                    begun[index] = (task with { Blocks = task.Blocks + 1 }, wanted);
                    hasDealt = true;
                }
            }
        }
    }

    private void Take(RefillTask task)
    {
        Budget.Take(task.Paths, task.PadBytes);
        Room--;
    }
}
