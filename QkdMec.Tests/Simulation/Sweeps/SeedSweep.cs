using System.Diagnostics;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Sweeps;

/// <summary>Runs seeds of one world on several threads. A seed is one thread's from beginning to end, so that its trace stays its own.</summary>
internal sealed class SeedSweep(string world, int parallel, TimeSpan limit)
{
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly long _started = Stopwatch.GetTimestamp();
    private ulong _next;
    private ulong _end;

    /// <summary>Faults and outcomes of all seeds that kept the rules.</summary>
    public WorldSweep Sums { get; } = new();

    /// <summary>How many seeds ran.</summary>
    public int Done { get; private set; }

    /// <summary>How many of them failed.</summary>
    public int Failed { get; private set; }

    /// <summary>Whether the time was over before the seeds were.</summary>
    public bool IsOver => Stopwatch.GetElapsedTime(_started) >= limit;

    /// <summary>Called with each seed that failed and why; one call at a time.</summary>
    public Action<ulong, Exception> OnFailed { get; init; } = (_, _) => { };

    /// <summary>Called after each seed; one call at a time.</summary>
    public Action<SeedSweep> OnDone { get; init; } = _ => { };

    /// <summary>Runs so many seeds from the first one on, or fewer when the time is over.</summary>
    public void Run(ulong first, int count)
    {
        (_next, _end) = (first, first + (ulong)count);
        var threads = Enumerable.Range(0, parallel).Select(_ => new Thread(RunSome, StackBytes)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private void RunSome()
    {
        while (Take() is { } seed)
        {
            Exception? failure = null;
            WorldReport? report = null;
            try
            {
                report = WorldRun.Run(WorldCatalog.Create(world), seed);
            }
            catch (WorldFailedException failed)
            {
                failure = failed;
            }

            lock (_gate)
            {
                Keep(seed, report, failure);
            }
        }
    }

    private ulong? Take()
    {
        lock (_gate)
        {
            return _next < _end && !IsOver ? _next++ : null;
        }
    }

    private void Keep(ulong seed, WorldReport? report, Exception? failure)
    {
        try
        {
            if (report is not null)
            {
                Sums.Add(report, seed);
            }
        }
        catch (Xunit.Sdk.XunitException tooFewFaults)
        {
            failure = tooFewFaults;
        }

        Done++;
        if (failure is not null)
        {
            Failed++;
            OnFailed(seed, failure);
        }

        OnDone(this);
    }
}
