using System.CommandLine;
using System.Globalization;
using QkdMec.Client.Commands.Networks;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands.Hosts;

/// <summary><c>qkdmec hosts</c>: lists the MEC hosts, and says which of them take contexts.</summary>
internal static class HostsCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("hosts", "Lists the MEC hosts, adds, drains and removes them while the edge runs.")
    {
        List(),
        Add(),
        Change("drain", "Lets a host take no new contexts and become empty; 'add' lets it take some again.", path => NetworkRequest.Empty(HttpMethod.Post, path + "/drain")),
        Change("remove", "Removes a host; it is listed as removed until it is empty.", path => new NetworkRequest(HttpMethod.Delete, path)),
    };

    private static Command List()
    {
        var state = new Option<string>("--state") { Description = $"Only those in this state: {string.Join(", ", HostStateNames.All)}.", HelpName = "STATE" };
        var country = new Option<string>("--country") { Description = "Only those in this country, two capital letters.", HelpName = "COUNTRY" };
        return NetworkCalls.Sends(
            new Command("list", "Lists the hosts with what is left of them.") { state, country },
            parsed => new NetworkRequest(HttpMethod.Get, OperatorPaths.Hosts + Query(("state", parsed.GetValue(state)), ("country", parsed.GetValue(country)))),
            list => Show(list.Hosts),
            OperatorJson.Default.HostList);
    }

    private static Command Add()
    {
        var host = HostArgument();
        var contexts = new Option<int?>("--contexts") { Description = "How many contexts it takes at once.", HelpName = "NUMBER" };
        var memory = new Option<int?>("--memory") { Description = "Memory for applications, in MB.", HelpName = "MB" };
        var country = new Option<string>("--country") { Description = "The country it stands in, two capital letters.", HelpName = "COUNTRY" };
        return NetworkCalls.Sends(
            new Command("add", "Lets a host take contexts: a new one, or one that was drained or removed. What is not given is as configured. It counts as failed until it answers.")
            {
                host, contexts, memory, country,
            },
            parsed => new NetworkRequest(HttpMethod.Put, PathOf(parsed.GetRequiredValue(host)), NetworkCalls.Body(
                new HostTermsDocument { Contexts = parsed.GetValue(contexts), MemoryMegabytes = parsed.GetValue(memory), CountryCode = parsed.GetValue(country) },
                OperatorJson.Default.HostTermsDocument)),
            made => Show([made]),
            OperatorJson.Default.HostSummary);
    }

    private static Command Change(string name, string description, Func<string, NetworkRequest> describe)
    {
        var host = HostArgument();
        return NetworkCalls.Sends(
            new Command(name, description) { host }, parsed => describe(PathOf(parsed.GetRequiredValue(host))), made => Show([made]), OperatorJson.Default.HostSummary);
    }

    private static Argument<string> HostArgument() => new("HOST") { Description = "The host, site/host." };

    private static string PathOf(string host)
    {
        var parts = host.Split('/');
        return parts.Length == 2
            ? $"{OperatorPaths.Hosts}/{NetworkCalls.Part(parts[0])}/{NetworkCalls.Part(parts[1])}"
            : throw new CommandException(ExitCodes.Usage, $"'{host}' is no host: give site/host");
    }

    private static string Query(params ReadOnlySpan<(string Name, string? Value)> given)
    {
        var query = "";
        foreach (var (name, value) in given)
        {
            query += value is null ? "" : $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        }

        return query;
    }

    private static void Show(IEnumerable<HostSummary> hosts) => Table.Write(
        ["HOST", "STATE", "CONTEXTS", "MEMORY MB", "LOAD", "COUNTRY", "APPS"],
        hosts.Select(host => new[]
        {
            host.Host, host.State, $"{host.ContextsUsed}/{host.ContextsLimit}", $"{host.MemoryUsedMegabytes}/{host.MemoryLimitMegabytes}",
            host.Load.ToString("0.00", CultureInfo.InvariantCulture), host.CountryCode ?? "-",
            string.Join(' ', host.Apps.Select(app => $"{app.AppDId}:{app.Contexts}/{app.Instances}").DefaultIfEmpty("-")),
        }));
}
