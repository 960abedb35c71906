using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using QkdMec.Grains.Identity;
using QkdMec.Silo.Configuration;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Silo.Workers;

/// <summary>The command line of a worker, after the word <c>worker</c>.</summary>
internal sealed class WorkerCommandLine
{
    private const int MostRuns = 1024;
    private const int MostHosts = 16;

    private readonly Option<string> listen = Text("--listen", "Where hosts reach the worker, by mutual TLS.", "https://IP:PORT");
    private readonly Option<string> certificate = Text("--certificate", "The certificate of the worker's SAE, PEM.", "PATH");
    private readonly Option<string> key = Text("--key", "Its private key, PEM, for its owner only.", "PATH");
    private readonly Option<string> authority = Text("--authority", "The authorities of the worker's KME and of the hosts, PEM.", "PATH");
    private readonly Option<string[]> kme = new("--kme") { Description = "Where the worker's KME serves QKD 014; several times when it does so on several machines.", HelpName = "https://IP:PORT", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> serve = new("--serve") { Description = "The SAE of a MEC host that the worker serves; once for each.", HelpName = "SAE", DefaultValueFactory = _ => [] };
    private readonly Option<string> runs = Text("--runs", "How many functions run at once.", "NUMBER", "32");
    private readonly Option<string> logFormat = Text("--log-format", "How the lines of the log look: text or json.", "FORMAT", "text");
    private readonly RootCommand root;

    /// <summary>The command line with all its options.</summary>
    public WorkerCommandLine() => root = new RootCommand("Runs functions for MEC hosts on other machines.") { listen, certificate, key, authority, kme, serve, runs, logFormat };

    /// <summary>Reads the options. Null: help was asked for and has been printed.</summary>
    /// <exception cref="StartupException">An argument is missing, unknown or has no good value.</exception>
    public WorkerSettings? Read(string[] arguments)
    {
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            throw new StartupException($"{string.Join("; ", parsed.Errors.Select(error => error.Message))} (worker --help lists the options)");
        }

        if (parsed.Action is not null)
        {
            parsed.Invoke();
            return null;
        }

        return new WorkerSettings
        {
            Listen = ReadListener(Require(parsed, listen)),
            Certificate = Require(parsed, certificate),
            Key = Require(parsed, key),
            Authorities = Require(parsed, authority),
            Kmes = [.. RequireSome(parsed, kme).Select(ReadKme)],
            Hosts = ReadHosts(RequireSome(parsed, serve)),
            MaxRuns = ReadRuns(parsed.GetRequiredValue(runs)),
            LogFormat = ReadLogFormat(parsed.GetRequiredValue(logFormat)),
        };
    }

    private static string Require(ParseResult parsed, Option<string> option) =>
        parsed.GetRequiredValue(option) is { Length: > 0 } text ? text : throw Missing(option);

    private static string[] RequireSome(ParseResult parsed, Option<string[]> option) =>
        parsed.GetRequiredValue(option) is { Length: > 0 } texts ? texts : throw Missing(option);

    private static StartupException Missing(Option option) => new($"worker: {option.Name} {option.HelpName} is missing: {char.ToLowerInvariant(option.Description![0])}{option.Description[1..].TrimEnd('.')}");

    private static Uri ReadListener(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", PathAndQuery: "/", Port: > 0 } && IPAddress.TryParse(address.DnsSafeHost, out _)
            ? address
            : throw new StartupException($"--listen {text}: give an address such as https://10.0.0.5:9443, with an IP address of the machine, or 0.0.0.0 for all");

    private static Uri ReadKme(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "https", PathAndQuery: "/" }
            ? address
            : throw new StartupException($"--kme {text}: give an address such as https://10.0.0.2:8443");

    private static ImmutableArray<SaeId> ReadHosts(string[] names)
    {
        if (names.FirstOrDefault(name => !Names.IsValid(name)) is { } wrong)
        {
            throw new StartupException($"--serve {wrong}: give the name of a MEC host's SAE, such as sae-edge-1");
        }

        return names.Distinct(StringComparer.Ordinal).Count() <= MostHosts
            ? [.. names.Distinct(StringComparer.Ordinal).Select(SaeId.Parse)]
            : throw new StartupException($"--serve: a worker serves at most {MostHosts} SAEs");
    }

    private static int ReadRuns(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MostRuns
        ? number
        : throw new StartupException($"--runs {text}: give a number from 1 to {MostRuns}");

    private static LogFormat ReadLogFormat(string text) => text switch
    {
        "text" => LogFormat.Text,
        "json" => LogFormat.Json,
        _ => throw new StartupException($"--log-format {text}: give text or json"),
    };

    private static Option<string> Text(string name, string description, string valueName, string standard = "") =>
        new(name) { Description = description, HelpName = valueName, DefaultValueFactory = (ArgumentResult _) => standard };
}
