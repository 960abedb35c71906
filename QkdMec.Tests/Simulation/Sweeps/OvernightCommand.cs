using System.Diagnostics;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation.Sweeps;

/// <summary><c>overnight FOLDER SEEDS</c>: so many seeds over all worlds, half of them over drawn key networks; started again it goes on where it was.</summary>
internal static class OvernightCommand
{
    private const int Batch = 100;
    private const string MainWorld = "key-network";

    /// <summary>Runs it; 0 when every seed of this run kept the rules.</summary>
    public static int Run(string folder, int seeds, SweepArguments arguments)
    {
        var progress = new OvernightProgress(folder);
        var started = Stopwatch.GetTimestamp();
        var (done, failed) = (0, 0);
        while (Next(progress, seeds) is { } world && Stopwatch.GetElapsedTime(started) < arguments.Limit)
        {
            var first = progress.NextOf(world);
            var sweep = new SeedSweep(world, arguments.Parallel, TimeSpan.MaxValue)
            {
                OnFailed = (seed, failure) => progress.Fail(world, seed, failure.Message),
            };
            sweep.Run(first, (int)Math.Min(Batch, ShareOf(world, seeds) - (first - 1)));
            progress.Keep(world, first + (ulong)sweep.Done);
            (done, failed) = (done + sweep.Done, failed + sweep.Failed);
            Console.WriteLine($"{DateTimeOffset.Now:HH:mm} {world} is at seed {progress.NextOf(world)}; {done} seeds in {Stopwatch.GetElapsedTime(started).TotalMinutes:F0} min, {failed} failed");
        }

        Console.WriteLine($"overnight: {done} seeds of this run, {failed} failed; {folder} has where to go on and what failed");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>How many seeds of a world there are among all.</summary>
    internal static ulong ShareOf(string world, int seeds)
    {
        var others = WorldCatalog.Names.Count(name => name != MainWorld);
        return (ulong)(world == MainWorld ? seeds - (others * (seeds / 2 / others)) : seeds / 2 / others);
    }

    /// <summary>The world that is furthest behind its share; null when all are done.</summary>
    private static string? Next(OvernightProgress progress, int seeds) => WorldCatalog.Names
        .Where(world => progress.NextOf(world) <= ShareOf(world, seeds))
        .MinBy(world => (double)progress.NextOf(world) / ShareOf(world, seeds));
}
