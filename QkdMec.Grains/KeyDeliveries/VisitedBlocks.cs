using System.Collections.Immutable;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The blocks of one inbound pool that other listeners serve and that are in memory for a moment, to be copied from.</summary>
internal sealed class VisitedBlocks : IDisposable
{
    private readonly SortedDictionary<long, VisitedBlock> visited = [];
    private readonly Lock gate;
    private readonly TimeProvider time;
    private readonly TimeSpan visitTime;
    private readonly ITimer leaving;

    /// <summary>No blocks yet.</summary>
    /// <param name="gate">Guards them, as it guards the blocks that are served here.</param>
    /// <param name="time">The clock.</param>
    /// <param name="visitTime">How long each stays.</param>
    public VisitedBlocks(Lock gate, TimeProvider time, TimeSpan visitTime)
    {
        (this.gate, this.time, this.visitTime) = (gate, time, visitTime);
        leaving = time.CreateTimer(_ => LeaveOld(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A block. Within the lock.</summary>
    public VisitedBlock? Find(long number) => visited.GetValueOrDefault(number);

    /// <summary>Adds a block. Within the lock.</summary>
    public void Add(VisitedBlock block)
    {
        visited[block.Record.Key.Number] = block;
        leaving.Change(visitTime, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Which listener serves which of the ranges; those that none other serves are left out. Within the lock.</summary>
    public ImmutableArray<(ListenerLife Server, ImmutableArray<Lease> Ranges)> ByServer(IEnumerable<Lease> ranges) =>
    [
        .. from range in ranges
           let block = Find(range.Block)
           where block is not null && block.Record.Key.Epoch == range.Epoch
           group range by block.Server into ofOne
           select (ofOne.Key, ofOne.ToImmutableArray()),
    ];

    /// <summary>Leaves blocks, so that the vault is asked again who serves them.</summary>
    public void Leave(ImmutableArray<Lease> ranges)
    {
        lock (gate)
        {
            foreach (var range in ranges)
            {
                Leave(range.Block);
            }
        }
    }

    /// <summary>Leaves all blocks. Within the lock.</summary>
    public void Clear()
    {
        foreach (var number in visited.Keys.ToList())
        {
            Leave(number);
        }
    }

    public void Dispose() => leaving.Dispose();

    private void Leave(long number)
    {
        if (visited.Remove(number, out var block))
        {
            block.Dispose();
        }
    }

    private void LeaveOld()
    {
        lock (gate)
        {
            var now = time.GetTimestamp();
            foreach (var block in visited.Values.Where(block => time.GetElapsedTime(block.Since, now) >= visitTime).ToList())
            {
                Leave(block.Record.Key.Number);
            }

            if (visited.Count > 0)
            {
                leaving.Change(visitTime, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
