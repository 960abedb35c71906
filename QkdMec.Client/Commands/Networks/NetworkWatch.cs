using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands.Networks;

/// <summary><c>qkdmec network watch</c>: one line for each link and route, and one more whenever one changes.</summary>
internal static class NetworkWatch
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var every = new Option<double>("--every") { Description = "How often to look, in seconds.", HelpName = "SECONDS", DefaultValueFactory = _ => 1 };
        var looks = new Option<int?>("--looks") { Description = "End after so many looks; without it, at Ctrl-C.", HelpName = "N" };
        var command = new Command("watch", "Prints links and routes, and again whenever one changes.") { every, looks };
        var gateway = new GatewayChoice().AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(every) is not (> 0 and <= 3600))
            {
                throw new CommandException(ExitCodes.Usage, "--every must be above 0 and at most 3600");
            }

            using var calls = gateway.Open(parsed);
            await RunAsync(calls, gateway.AddressOf(parsed), TimeSpan.FromSeconds(parsed.GetValue(every)), parsed.GetValue(looks), cancellationToken);
            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task RunAsync(HttpCalls calls, Uri gateway, TimeSpan period, int? looks, CancellationToken cancellationToken)
    {
        var seen = new Dictionary<string, string>();
        using var timer = new PeriodicTimer(period);
        for (var look = 1; ; look++)
        {
            var links = await calls.GetAsync(gateway, OperatorPaths.Links, OperatorJson.Default.LinkList, cancellationToken);
            var routes = await calls.GetAsync(gateway, OperatorPaths.Routes, OperatorJson.Default.RouteList, cancellationToken);
            Tell(
                seen,
                [
                    .. links.Links.Select(link => ($"link {link.Link}", link.Condition)),
                    .. links.Silent.Select(link => ($"link {link}", "no answer")),
                    .. routes.Routes.Select(pair => ($"route {pair.From} {pair.To}", Figures.Route(pair.Route))),
                ]);
            if (look == looks || !await NextAsync(timer, cancellationToken))
            {
                return;
            }
        }
    }

    private static void Tell(Dictionary<string, string> seen, List<(string What, string State)> now)
    {
        var gone = seen.Keys.Except(now.Select(one => one.What)).Select(what => (what, "gone")).ToList();
        foreach (var (what, state) in now.Concat(gone))
        {
            var before = seen.GetValueOrDefault(what);
            if (before != state)
            {
                var moment = TimeProvider.System.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
                Console.WriteLine(before is null ? $"{moment}  {what}: {state}" : $"{moment}  {what}: {before} -> {state}");
                seen[what] = state;
            }
        }

        gone.ForEach(one => seen.Remove(one.what));
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellationToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
