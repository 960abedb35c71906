using System.Diagnostics;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation;

/// <summary><c>sweep WORLD FIRST COUNT</c>: many seeds, every failure with the command that replays it, and what never occurred.</summary>
internal static class SweepCommand
{
    private const int ProgressEvery = 100;

    /// <summary>Runs it; 0 when every seed kept the rules and every fault and outcome occurred.</summary>
    public static int Run(string name, ulong first, int count)
    {
        var sweep = new WorldSweep();
        var failed = 0;
        var started = Stopwatch.GetTimestamp();
        for (var seed = first; seed < first + (ulong)count; seed++)
        {
            failed += Survives(sweep, name, seed) ? 0 : 1;
            if ((seed - first + 1) % ProgressEvery == 0)
            {
                Console.WriteLine($"{name}: {seed - first + 1} seeds in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, {failed} failed");
            }
        }

        var never = sweep.NeverOccurred(WorldCatalog.Create(name));
        Console.WriteLine($"{name}: faults {Listed(sweep.Faults)}; outcomes {Listed(sweep.Outcomes)}; never occurred: {(never.Count == 0 ? "none" : string.Join(", ", never))}");
        Console.WriteLine($"swept {name}: {count - failed} seeds kept the rules, {failed + never.Count} did not or were never met");
        return failed + never.Count == 0 ? 0 : 1;
    }

    private static bool Survives(WorldSweep sweep, string name, ulong seed)
    {
        try
        {
            sweep.Add(WorldRun.Run(WorldCatalog.Create(name), seed), seed);
            return true;
        }
        catch (Exception failure) when (failure is WorldFailedException or Xunit.Sdk.XunitException)
        {
            Console.WriteLine(failure.Message);
            return false;
        }
    }

    private static string Listed(IReadOnlyDictionary<string, int> counts) => string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}
