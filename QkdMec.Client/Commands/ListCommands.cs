using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec apps</c>, <c>contexts</c> and <c>status</c>: what the edge has.</summary>
internal static class ListCommands
{
    /// <summary>The catalogue.</summary>
    public static Command Apps() => Create("apps", "Lists the applications the edge offers.", async (calls, gateway, cancellationToken) =>
    {
        var list = await calls.GetAsync(gateway, OperatorPaths.Apps, OperatorJson.Default.AppDocumentList, cancellationToken);
        Table.Write(["APP", "FUNCTION", "VERSION", "DESCRIPTION"], list.Apps.Select(app => new[]
        {
            app.AppInfo.AppName, app.Function, app.AppInfo.AppSoftVersion, app.AppInfo.AppDescription,
        }));
    });

    /// <summary>The app contexts.</summary>
    public static Command Contexts() => Create("contexts", "Lists the app contexts of the edge.", async (calls, gateway, cancellationToken) =>
    {
        var rows = new List<string[]>();
        string? after = null;
        do
        {
            var path = OperatorPaths.Contexts + "?limit=200" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after));
            var page = await calls.GetAsync(gateway, path, OperatorJson.Default.ContextPage, cancellationToken);
            rows.AddRange(page.Contexts.Select(context => new[]
            {
                context.ContextId, context.AppName, context.Host, context.AssociateDevAppId,
                context.CreatedAt.ToString("u", CultureInfo.InvariantCulture),
            }));
            after = page.Next;
        }
        while (after is not null);
        Table.Write(["CONTEXT", "APP", "HOST", "DEVICE APP", "CREATED"], rows);
    });

    /// <summary>The hosts and what is left of them.</summary>
    public static Command Status() => Create("status", "Shows the MEC hosts with their load; fails when the edge is not there.", async (calls, gateway, cancellationToken) =>
    {
        var list = await calls.GetAsync(gateway, OperatorPaths.Hosts, OperatorJson.Default.HostList, cancellationToken);
        Table.Write(["HOST", "CONTEXTS", "MEMORY MB", "LOAD", "APPS"], list.Hosts.Select(host => new[]
        {
            host.Host, $"{host.ContextsUsed}/{host.ContextsLimit}", $"{host.MemoryUsedMegabytes}/{host.MemoryLimitMegabytes}",
            host.Load.ToString("0.00", CultureInfo.InvariantCulture), string.Join(' ', host.Apps.Select(app => $"{app.AppDId}:{app.Contexts}")),
        }));
    });

    private static Command Create(string name, string description, Func<HttpCalls, Uri, CancellationToken, Task> run)
    {
        var command = new Command(name, description);
        var gateway = new GatewayChoice().AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var calls = gateway.Open(parsed);
            await run(calls, gateway.AddressOf(parsed), cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }
}
