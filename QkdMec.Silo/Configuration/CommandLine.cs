using System.CommandLine;
using System.CommandLine.Parsing;

namespace QkdMec.Silo.Configuration;

/// <summary>The command line of the host process.</summary>
internal sealed class CommandLine
{
    private readonly Option<string> data = Text("--data", "The data directory: state, vaults, certificates. One process at a time.", "DIRECTORY", new SiloOptions().DataDirectory);
    private readonly Option<string> scenario = Text("--scenario", "The scenario: a known name, or the path of a .json file.", "NAME|PATH", new SiloOptions().Scenario);
    private readonly Option<string> gateway = Text("--gateway", "Where the gateway listens (loopback only).", "URL", new SiloOptions().Gateway.OriginalString);
    private readonly Option<string> client = Text("--client", "Where the client perimeter's reverse proxy listens (loopback only).", "URL", new SiloOptions().Client.OriginalString);
    private readonly Option<string> kmePort = Text("--kme-port", "The port of the first KME's QKD 014 listener; the others follow upwards.", "PORT", "8443");
    private readonly Option<string> storage = Text("--storage", "Where grain state is kept: sqlite or memory.", "KIND", "sqlite");
    private readonly RootCommand root;

    /// <summary>The command line with all its options.</summary>
    public CommandLine() =>
        root = new RootCommand("Runs QkdMec: every site of a scenario in one process.") { data, scenario, gateway, client, kmePort, storage };

    /// <summary>Reads the options. Null: help or the version was asked for and has been printed.</summary>
    /// <exception cref="StartupException">An argument is unknown or has no good value.</exception>
    public SiloOptions? Read(string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            throw new StartupException($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (--help lists the options)");
        }

        if (parsed.Action is not null)
        {
            parsed.Invoke();
            return null;
        }

        return new SiloOptions
        {
            DataDirectory = parsed.GetRequiredValue(data),
            Scenario = parsed.GetRequiredValue(scenario),
            Gateway = ListenAddress.Parse("--gateway", parsed.GetRequiredValue(gateway)),
            Client = ListenAddress.Parse("--client", parsed.GetRequiredValue(client)),
            KmePort = ListenAddress.ParsePort("--kme-port", parsed.GetRequiredValue(kmePort)),
            Storage = Enum.TryParse<StorageKind>(parsed.GetRequiredValue(storage), ignoreCase: true, out var kind) && Enum.IsDefined(kind)
                ? kind
                : throw new StartupException($"--storage {parsed.GetRequiredValue(storage)}: give sqlite or memory"),
        };
    }

    private static Option<string> Text(string name, string description, string valueName, string standard) =>
        new(name) { Description = description, HelpName = valueName, DefaultValueFactory = (ArgumentResult _) => standard };
}
