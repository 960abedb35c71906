using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec audit</c>: what operators and devices asked for last.</summary>
internal static class AuditCommand
{
    private const int Page = 200;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var last = new Option<int>("--last") { Description = "How many entries, counted from the newest.", HelpName = "NUMBER", DefaultValueFactory = _ => 20 };
        last.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("'--last' must be at least 1.");
            }
        });
        var command = new Command("audit", "Shows what operators and devices asked for last, and what became of it.") { last };
        var gateway = new GatewayChoice().AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var calls = gateway.Open(parsed);
            Show(await ReadAsync(calls, gateway.AddressOf(parsed), parsed.GetValue(last), cancellationToken));
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<List<AuditRecord>> ReadAsync(HttpCalls calls, Uri gateway, int last, CancellationToken cancellationToken)
    {
        var newest = (await AskAsync(calls, gateway, 1, 0, cancellationToken)).Newest;
        var entries = new List<AuditRecord>();
        long? after = Math.Max(0, newest - last);
        while (after is { } place)
        {
            var part = await AskAsync(calls, gateway, Page, place, cancellationToken);
            entries.AddRange(part.Entries.Where(entry => entry.Number <= newest));
            after = part.Next < newest ? part.Next : null;
        }

        return entries;
    }

    private static Task<AuditDocument> AskAsync(HttpCalls calls, Uri gateway, int limit, long after, CancellationToken cancellationToken) => calls.GetAsync(
        gateway, string.Create(CultureInfo.InvariantCulture, $"{OperatorPaths.Audit}?limit={limit}&after={after}"), OperatorJson.Default.AuditDocument, cancellationToken);

    private static void Show(IEnumerable<AuditRecord> entries) => Table.Write(
        ["NUMBER", "TIME", "CLIENT", "INTERFACE", "STATUS", "METHOD", "PATH"],
        entries.Select(entry => new[]
        {
            entry.Number.ToString(CultureInfo.InvariantCulture), entry.Time.ToString("u", CultureInfo.InvariantCulture), entry.Client ?? "-", entry.Interface,
            entry.Status.ToString(CultureInfo.InvariantCulture), entry.Method, entry.Created ?? entry.Path,
        }));
}
