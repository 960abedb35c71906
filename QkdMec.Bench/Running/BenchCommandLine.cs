using System.CommandLine;
using System.Globalization;

namespace QkdMec.Bench.Running;

/// <summary>The command line of the benchmarks.</summary>
internal sealed class BenchCommandLine
{
    private static readonly BenchOptions Standard = new();

    private readonly Option<string[]> paths = new("--path")
    {
        Description = $"A path to measure, one of {string.Join(", ", BenchPaths.Names)}; repeat it for several. Default: {string.Join(", ", BenchPaths.StandardNames)}.",
        HelpName = "PATH",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<double> seconds = Number("--seconds", "The length of one round in seconds, 0.05 to 60.", Standard.RoundLength.TotalSeconds);
    private readonly Option<int> pairs = Number("--pairs", "Measured pairs of rounds (ours, bare), 1 to 1000; take 7 or more for a figure.", Standard.Pairs);
    private readonly Option<int> warmUp = Number("--warm-up", "Pairs of rounds before the first measured one, 0 to 100.", Standard.WarmUpPairs);
    private readonly Option<int> connections = Number("--connections", "Connections kept alive, each with one request at a time, 1 to 1024.", Standard.Connections);
    private readonly Option<double> scale = Number("--scale", "The share of the pairs and stored keys that the scaled paths hold, 0.001 to 1; less than 1 only to try them out.", Standard.Scale);
    private readonly RootCommand root;

    /// <summary>The command line with all its options.</summary>
    public BenchCommandLine() => root = new RootCommand(
        "Measures QkdMec against a bare Kestrel endpoint in the same run. A line a path on standard output: ratio PATH VALUE ours N/s bare N/s.")
        { paths, seconds, pairs, warmUp, connections, scale };

    /// <summary>Reads the options. Null: help or the version was asked for and has been printed.</summary>
    /// <exception cref="BenchException">An argument is unknown or has no good value.</exception>
    public BenchOptions? Read(string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            throw new BenchException($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (--help lists the options)");
        }

        if (parsed.Action is not null)
        {
            parsed.Invoke();
            return null;
        }

        return new BenchOptions
        {
            Paths = Known(parsed.GetValue(paths) is { Length: > 0 } given ? given : [.. Standard.Paths]),
            RoundLength = TimeSpan.FromSeconds(Within(seconds, parsed.GetRequiredValue(seconds), 0.05, 60)),
            Pairs = Within(pairs, parsed.GetRequiredValue(pairs), 1, 1000),
            WarmUpPairs = Within(warmUp, parsed.GetRequiredValue(warmUp), 0, 100),
            Connections = Within(connections, parsed.GetRequiredValue(connections), 1, 1024),
            Scale = Within(scale, parsed.GetRequiredValue(scale), 0.001, 1),
        };
    }

    private static Option<T> Number<T>(string name, string description, T standard) =>
        new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => standard };

    private static string[] Known(string[] names) => names.FirstOrDefault(name => !BenchPaths.Names.Contains(name)) is { } unknown
        ? throw new BenchException($"there is no path '{unknown}': give one of {string.Join(", ", BenchPaths.Names)}")
        : names;

    private static T Within<T>(Option<T> option, T value, T least, T most) where T : IComparable<T>, IFormattable => value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0
        ? value
        : throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is {value}: give {least} to {most}"));
}
