using System.Globalization;
using System.Runtime.InteropServices;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary><c>machines [--faults N] [--seed N] [--minutes N] [--without KINDS]</c>: the product on five machines with faults; the exit code says whether it kept the rules.</summary>
internal static class MachinesCommand
{
    private const string Usage = "machines [--faults 1..100000] [--seed N] [--minutes 1..10000] [--without KIND,…: kill, cut, part, database, disk]";

    /// <summary>Runs it. 0: nothing was against the rules, or machines cannot be laid out here; 1: something was; 2: wrong arguments.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        if (LaidOutCluster.WhyNot is { } reason)
        {
            await Console.Out.WriteLineAsync($"machines: skipped, {reason}");
            return 0;
        }

        // The machines must be taken down again, whoever ends the run.
        using var stopping = new CancellationTokenSource();
        using var terminated = Ending(PosixSignal.SIGTERM, stopping);
        using var interrupted = Ending(PosixSignal.SIGINT, stopping);
        return await new MachineRun(options, Console.Out).RunAsync(stopping.Token) ? 0 : 1;
    }

    private static PosixSignalRegistration Ending(PosixSignal signal, CancellationTokenSource stopping) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = true;
        stopping.Cancel();
    });

    /// <summary>The options of a command line; null when they cannot be understood.</summary>
    public static MachineOptions? Read(IReadOnlyList<string> arguments)
    {
        MachineOptions? options = new();
        for (var at = 0; at < arguments.Count && options is not null; at += 2)
        {
            options = at + 1 == arguments.Count ? null : Read(options, arguments[at], arguments[at + 1]);
        }

        return options;
    }

    private static MachineOptions? Read(MachineOptions options, string name, string value) => (name, Number(value)) switch
    {
        ("--faults", >= 1 and <= 100_000 and var faults) => options with { Faults = faults },
        ("--seed", >= 0 and var seed) => options with { Seed = seed },
        ("--minutes", >= 1 and <= 10_000 and var minutes) => options with { Within = TimeSpan.FromMinutes(minutes) },
        ("--without", _) when Kinds(value) is { } kinds => options with { Without = kinds },
        _ => null,
    };

    private static int Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    /// <summary>Kinds by their names; null when one is not known, or none would be left.</summary>
    private static IReadOnlyCollection<FaultKind>? Kinds(string value)
    {
        var known = Enum.GetValues<FaultKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());
        var names = value.Split(',').Distinct().ToList();
        return names.TrueForAll(known.ContainsKey) && names.Count < known.Count ? [.. names.Select(name => known[name])] : null;
    }
}
