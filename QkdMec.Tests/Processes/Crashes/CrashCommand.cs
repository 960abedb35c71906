using System.Globalization;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary><c>crash [--rounds N] [--seed N]</c>: kills the real product over and over; the exit code says whether it kept the rules.</summary>
internal static class CrashCommand
{
    private const string Usage = "crash [--rounds 1..100000] [--seed N]";

    /// <summary>Runs it. 0: nothing was against the rules; 1: something was; 2: wrong arguments.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        if (Read(arguments) is not { } options)
        {
            await Console.Error.WriteLineAsync(Usage);
            return 2;
        }

        using var run = new CrashRun(options, Console.Out);
        return await run.RunAsync() ? 0 : 1;
    }

    private static CrashOptions? Read(IReadOnlyList<string> arguments)
    {
        var options = new CrashOptions();
        for (var at = 0; at < arguments.Count; at += 2)
        {
            if (at + 1 == arguments.Count || !int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            switch (arguments[at])
            {
                case "--rounds" when value is >= 1 and <= 100_000:
                    options = options with { Rounds = value };
                    break;
                case "--seed":
                    options = options with { Seed = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
