using System.Globalization;
using QkdMec.Tests.Processes.Crashes;
using QkdMec.Tests.Simulation.Sweeps;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation;

/// <summary>
/// Runs the tests, or <c>simulate WORLD SEED</c>: one world from one seed, and prints its trace hash, or
/// <c>sweep WORLD FIRST COUNT</c>: many seeds, or <c>overnight FOLDER SEEDS</c>: very many of all worlds, or <c>crash [--rounds N] [--seed N]</c>: kills the real product over and over.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["sweep", var name, var first, var count, .. var sweepOptions] && SweepArguments.Parse(sweepOptions) is { } sweeping)
        {
            return SweepCommand.Run(name, ulong.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), sweeping);
        }

        if (arguments is ["overnight", var folder, var seeds, .. var nightOptions] && SweepArguments.Parse(nightOptions) is { } night)
        {
            return OvernightCommand.Run(folder, int.Parse(seeds, CultureInfo.InvariantCulture), night);
        }

        if (arguments is ["crash", .. var options])
        {
            return await CrashCommand.RunAsync(options);
        }

        return arguments is ["simulate", var world, var seed]
            ? Simulate(world, ulong.Parse(seed, CultureInfo.InvariantCulture))
            : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
    }

    private static int Simulate(string world, ulong seed)
    {
        try
        {
            var report = WorldRun.Run(WorldCatalog.Create(world), seed);
            Console.WriteLine(report.TraceHash);
            Console.Error.WriteLine(report);
            return 0;
        }
        catch (WorldFailedException failure)
        {
            Console.Error.WriteLine(failure);
            return 1;
        }
    }
}
