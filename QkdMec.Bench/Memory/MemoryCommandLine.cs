using System.CommandLine;
using System.Globalization;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Memory;

/// <summary>The command line of <c>memory</c>.</summary>
internal sealed class MemoryCommandLine
{
    /// <summary>What asks for it.</summary>
    public const string Name = "memory";

    private static readonly MemoryOptions Standard = new();

    private readonly Option<double> minutes = new("--minutes")
    {
        Description = "How long the product is loaded, 0.05 to 1440.", HelpName = "NUMBER", DefaultValueFactory = _ => Standard.Length.TotalMinutes,
    };

    private readonly Option<int> connections = new("--connections")
    {
        Description = "Connections, half of them draw and half fetch, 2 to 512.", HelpName = "NUMBER", DefaultValueFactory = _ => Standard.Connections,
    };

    /// <summary>Reads the options behind the name. Null: help was asked for and has been printed.</summary>
    /// <exception cref="BenchException">An argument is unknown or has no good value.</exception>
    public MemoryOptions? Read(IReadOnlyList<string> arguments)
    {
        var parsed = new RootCommand("Loads QkdMec with enc_keys and dec_keys and says whether its memory, threads and handles stay flat.") { minutes, connections }.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            throw new BenchException($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (--help lists the options)");
        }

        if (parsed.Action is not null)
        {
            parsed.Invoke();
            return null;
        }

        var (length, number) = (parsed.GetRequiredValue(minutes), parsed.GetRequiredValue(connections));
        return length is >= 0.05 and <= 1440 && number is >= 2 and <= 512
            ? new MemoryOptions { Length = TimeSpan.FromMinutes(length), Connections = number }
            : throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"--minutes is {length}, --connections is {number}: give 0.05 to 1440 and 2 to 512"));
    }
}
