using System.Globalization;
using QkdMec.Tests.Processes.Crashes;
using QkdMec.Tests.Simulation.Worlds;

namespace QkdMec.Tests.Simulation;

/// <summary>
/// Runs the tests, or <c>simulate WORLD SEED</c>: one world from one seed, and prints its trace hash, or
/// <c>sweep WORLD FIRST COUNT</c>: many seeds, or <c>crash [--rounds N] [--seed N]</c>: kills the real product over and over.
/// </summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["sweep", var name, var first, var count])
        {
            return SweepCommand.Run(name, ulong.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture));
        }

        if (arguments is ["crash", .. var options])
        {
            return await CrashCommand.RunAsync(options);
        }

        if (arguments is not ["simulate", var world, var seed])
        {
            return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(arguments);
        }

        try
        {
            var report = WorldRun.Run(WorldCatalog.Create(world), ulong.Parse(seed, CultureInfo.InvariantCulture));
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
