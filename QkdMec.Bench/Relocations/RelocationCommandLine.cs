using System.CommandLine;
using System.Globalization;
using QkdMec.Bench.Running;

namespace QkdMec.Bench.Relocations;

/// <summary>The command line of <c>relocation</c>.</summary>
internal sealed class RelocationCommandLine
{
    /// <summary>What asks for it.</summary>
    public const string Name = "relocation";

    private static readonly RelocationOptions Standard = new();

    private readonly Option<int> contexts = new("--contexts")
    {
        Description = "How many contexts are created, 2 to 1000000.", HelpName = "NUMBER", DefaultValueFactory = _ => Standard.Contexts,
    };

    private readonly Option<int> connections = new("--connections")
    {
        Description = "Connections that create and read them, 1 to 512.", HelpName = "NUMBER", DefaultValueFactory = _ => Standard.Connections,
    };

    /// <summary>Reads the options behind the name. Null: help was asked for and has been printed.</summary>
    /// <exception cref="BenchException">An argument is unknown or has no good value.</exception>
    public RelocationOptions? Read(IReadOnlyList<string> arguments)
    {
        var parsed = new RootCommand("Creates app contexts on two MEC hosts, lets one of them fall silent, and says how long the others take its contexts and what they cost.")
        {
            contexts, connections,
        }.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            throw new BenchException($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (--help lists the options)");
        }

        if (parsed.Action is not null)
        {
            parsed.Invoke();
            return null;
        }

        var (wanted, lines) = (parsed.GetRequiredValue(contexts), parsed.GetRequiredValue(connections));
        return wanted is >= 2 and <= 1_000_000 && lines is >= 1 and <= 512
            ? new RelocationOptions { Contexts = wanted, Connections = lines }
            : throw new BenchException(string.Create(CultureInfo.InvariantCulture, $"--contexts is {wanted}, --connections is {lines}: give 2 to 1000000 and 1 to 512"));
    }
}
