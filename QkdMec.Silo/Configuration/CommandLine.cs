using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using QkdMec.Client.Databases;
using QkdMec.Silo.Scenarios;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Silo.Configuration;

/// <summary>The command line of the host process.</summary>
internal sealed class CommandLine
{
    /// <summary>The environment variable with the connection string of the PostgreSQL database.</summary>
    public const string PostgresVariable = ClusterDatabase.Variable;

    /// <summary>The environment variable with the connection string of the database of the sites' vaults.</summary>
    public const string VaultPostgresVariable = "QKDMEC_VAULT_POSTGRES";

    /// <summary>The environment variable with the deployment file.</summary>
    public const string DeploymentVariable = "QKDMEC_DEPLOYMENT";

    /// <summary>The environment variable with the name of this machine in the deployment.</summary>
    public const string MachineVariable = "QKDMEC_MACHINE";

    /// <summary>The environment variable with the data directory.</summary>
    public const string DataVariable = "QKDMEC_DATA";

    private readonly Option<string> data = Text(
        "--data", $"The data directory: state, vaults, certificates. One process at a time. Also {DataVariable}.", "DIRECTORY", Set(DataVariable, new SystemOptions().DataDirectory));
    private readonly Option<string> scenario = Text("--scenario", $"The scenario: a known name, {WaxmanScenarios.Form} for a random network, or the path of a .json file.", "NAME|PATH", new SystemOptions().Scenario);
    private readonly Option<string> write = Text("--write-scenario", "Writes the scenario to a new file and ends.", "PATH", "");
    private readonly Option<string> gateway = Text("--gateway", "Where the gateway listens; beyond loopback https, with tokens (qkdmec token).", "URL", new SystemOptions().Gateway.OriginalString);
    private readonly Option<string> publicGateway = Text("--public-gateway", "What others reach the gateway under, such as https://edge.example.", "URL", "");
    private readonly Option<bool> behindProxy = new("--behind-proxy") { Description = "TLS ends at a proxy or load balancer in front of the gateway, which may then listen for plain HTTP anywhere." };
    private readonly Option<string> gatewayRate = Text("--gateway-rate", "How many requests a second one client of the gateway may make; 0 sets no limit.", "NUMBER", "1000");
    private readonly Option<string> grpc = Text("--grpc", "Where the gateway takes gRPC without TLS; a gateway of https serves it where it listens.", "URL", "");
    private readonly Option<string> client = Text("--client", "Where the client perimeter's reverse proxy listens (loopback only).", "URL", new SystemOptions().Client.OriginalString);
    private readonly Option<string> kmePort = Text("--kme-port", "The port of the first KME's QKD 014 listener; the others follow upwards.", "PORT", "8443");
    private readonly Option<string> kmeAddress = Text("--kme-address", "The address that QKD 014 listeners have (mutual TLS).", "IP", "127.0.0.1");
    private readonly Option<string> storage = Text("--storage", $"Where grain state is kept: sqlite (embedded host), memory, or postgres (Orleans host; connection string in {PostgresVariable}).", "KIND", "");
    private readonly Option<string> deployment = Text(
        "--deployment", $"The deployment file of a cluster of machines (Orleans host). Also {DeploymentVariable}.", "PATH", Set(DeploymentVariable, ""));
    private readonly Option<string> machine = Text("--machine", $"Which machine of the deployment this is. Also {MachineVariable}.", "NAME", Set(MachineVariable, ""));
    private readonly Option<string> provision = Text(
        "--provision", "Makes the certificates and keys of each machine of the deployment, as data directories in this directory, and ends.", "DIRECTORY", "");
    private readonly Option<string> logFormat = Text("--log-format", "How the lines of the log look: text or json.", "FORMAT", "text");
    private readonly RootCommand root;

    /// <summary>The command line with all its options.</summary>
    public CommandLine() => root = new RootCommand("Runs QkdMec: every site of a scenario in one process, or one machine of a deployment. After the word worker: a function worker (worker --help).")
    {
        data, scenario, write, gateway, publicGateway, behindProxy, gatewayRate, grpc, client, kmePort, kmeAddress, storage, deployment, machine, provision, logFormat,
    };

    /// <summary>Reads the options. Null: help or the version was asked for and has been printed.</summary>
    /// <exception cref="StartupException">An argument is unknown or has no good value.</exception>
    public SystemOptions? Read(string[] arguments)
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

        CheckDeployment(parsed);
        return OptionsOf(parsed);
    }

    private SystemOptions OptionsOf(ParseResult parsed) => ReadGateway(parsed) with
    {
        Deployment = Given(parsed, deployment),
        Machine = Given(parsed, machine),
        ProvisionDirectory = Given(parsed, provision),
        DataDirectory = parsed.GetRequiredValue(data),
        Scenario = parsed.GetRequiredValue(scenario),
        ScenarioFile = Given(parsed, write),
        Client = ListenAddress.Parse("--client", parsed.GetRequiredValue(client)),
        KmePort = ListenAddress.ParsePort("--kme-port", parsed.GetRequiredValue(kmePort)),
        KmeAddress = ListenAddress.ParseInterface("--kme-address", parsed.GetRequiredValue(kmeAddress)),
        Storage = ReadStorage(parsed.GetRequiredValue(storage)),
        LogFormat = ReadLogFormat(parsed.GetRequiredValue(logFormat)),
        Postgres = Environment.GetEnvironmentVariable(PostgresVariable),
        VaultPostgres = Environment.GetEnvironmentVariable(VaultPostgresVariable),
    };

    private static string? Given(ParseResult parsed, Option<string> option) => parsed.GetRequiredValue(option) is { Length: > 0 } text ? text : null;

    private static string Set(string variable, string otherwise) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? text : otherwise;

    /// <summary>What a deployment file says is not said a second time.</summary>
    private void CheckDeployment(ParseResult parsed)
    {
        if (Given(parsed, deployment) is null)
        {
            if (Given(parsed, machine) is { } name)
            {
                throw new StartupException($"--machine {name}: name the deployment file too, with --deployment");
            }

            if (Given(parsed, provision) is { } directory)
            {
                throw new StartupException($"--provision {directory}: name the deployment file too, with --deployment");
            }

            return;
        }

        Option[] said = [scenario, write, gateway, client, kmePort, kmeAddress, storage];
        if (said.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } twice)
        {
            throw new StartupException($"{twice.Name}: not together with --deployment, whose file decides that");
        }

        if (Given(parsed, machine) is null && Given(parsed, provision) is null)
        {
            throw new StartupException("--deployment: say which machine of it this is, with --machine");
        }
    }

    private SystemOptions ReadGateway(ParseResult parsed) => new()
    {
        Gateway = ListenAddress.ParseGateway("--gateway", parsed.GetRequiredValue(gateway), parsed.GetValue(behindProxy)),
        PublicGateway = Given(parsed, publicGateway) is { } address ? ListenAddress.ParsePublic("--public-gateway", address) : null,
        IsBehindProxy = parsed.GetValue(behindProxy),
        Grpc = Given(parsed, grpc) is { } plain ? ListenAddress.ParsePlain("--grpc", plain, parsed.GetValue(behindProxy)) : null,
        GatewayRate = ReadRate(parsed.GetRequiredValue(gatewayRate)),
    };

    private static int ReadRate(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate)
        ? rate
        : throw new StartupException($"--gateway-rate {text}: give a number of requests a second, or 0");

    private static StorageKind? ReadStorage(string text) => text switch
    {
        "" => null,
        "sqlite" => StorageKind.Sqlite,
        "memory" => StorageKind.Memory,
        "postgres" => StorageKind.Postgres,
        _ => throw new StartupException($"--storage {text}: give sqlite, memory or postgres"),
    };

    private static LogFormat ReadLogFormat(string text) => text switch
    {
        "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        _ => throw new StartupException($"--log-format {text}: give text or json"),
    };

    private static Option<string> Text(string name, string description, string valueName, string standard) =>
        new(name) { Description = description, HelpName = valueName, DefaultValueFactory = (ArgumentResult _) => standard };
}
