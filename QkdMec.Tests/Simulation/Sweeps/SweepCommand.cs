using System.Diagnostics;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Sweeps;

/// <summary><c>sweep WORLD FIRST COUNT</c>: many seeds, every failure with the command that replays it, and what never occurred.</summary>
internal static class SweepCommand
{
    private const int ProgressEvery = 100;

    /// <summary>Runs it; 0 when every seed kept the rules and every fault and outcome occurred.</summary>
    public static int Run(string name, ulong first, int count, SweepArguments arguments)
    {
        var started = Stopwatch.GetTimestamp();
        var sweep = new SeedSweep(name, arguments.Parallel, arguments.Limit)
        {
            OnFailed = (_, failure) => Console.WriteLine(failure.Message),
            OnDone = now => Tell(now, name, started),
        };
        sweep.Run(first, count);
        var never = sweep.Sums.NeverOccurred(WorldCatalog.Create(name));
        Console.WriteLine($"{name}: faults {Listed(sweep.Sums.Faults)}; outcomes {Listed(sweep.Sums.Outcomes)}; never occurred: {(never.Count == 0 ? "none" : string.Join(", ", never))}");
        Console.WriteLine($"swept {name}: {sweep.Done - sweep.Failed} seeds kept the rules, {sweep.Failed + never.Count} did not or were never met");
        return sweep.Failed + never.Count == 0 ? 0 : 1;
    }

    private static void Tell(SeedSweep sweep, string name, long started)
    {
        if (sweep.Done % ProgressEvery == 0)
        {
            Console.WriteLine($"{name}: {sweep.Done} seeds in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, {sweep.Failed} failed");
        }
    }

    private static string Listed(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
