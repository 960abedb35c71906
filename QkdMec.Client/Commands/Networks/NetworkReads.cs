using System.CommandLine;
using System.Globalization;
using QkdMec.Protocols.Operator;

namespace QkdMec.Client.Commands.Networks;

/// <summary>The commands that look.</summary>
internal static class NetworkReads
{
    /// <summary><c>topology</c>.</summary>
    public static Command Topology() => Reads("topology", "Shows who is where: KMEs, their SAEs, and the links as they are laid.", OperatorPaths.Topology, ShowTopology, OperatorJson.Default.TopologyDocument);

    /// <summary><c>links</c>.</summary>
    public static Command Links() => Reads("links", "Shows what each link does now.", OperatorPaths.Links, ShowLinks, OperatorJson.Default.LinkList);

    /// <summary><c>pools</c>.</summary>
    public static Command Pools() => Reads("pools", "Shows the key pools of all KMEs.", OperatorPaths.Pools, ShowPools, OperatorJson.Default.PoolList);

    /// <summary><c>alarms</c>.</summary>
    public static Command Alarms() => Reads("alarms", "Shows the last alarms of all KMEs, the newest first.", OperatorPaths.Alarms, ShowAlarms, OperatorJson.Default.NetworkAlarmList);

    /// <summary><c>routes</c> and <c>routes FROM TO</c>.</summary>
    public static Command Routes()
    {
        var from = new Argument<string?>("FROM") { Description = "A KME.", Arity = ArgumentArity.ZeroOrOne };
        var to = new Argument<string?>("TO") { Description = "Another KME; without both, all pairs with SAEs are shown.", Arity = ArgumentArity.ZeroOrOne };
        var json = new Option<bool>("--json") { Description = "Print the answer as JSON, for programs." };
        var command = new Command("routes", "Shows the routes in use; for a pair, what each routing policy would choose.") { from, to, json };
        var gateway = new GatewayChoice().AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (one, other) = (parsed.GetValue(from), parsed.GetValue(to));
            if (one is not null && other is null)
            {
                throw new CommandException(ExitCodes.Usage, "routes: give two KMEs or none");
            }

            var path = one is null ? OperatorPaths.Routes : $"{OperatorPaths.Routes}/{NetworkCalls.Part(one)}/{NetworkCalls.Part(other!)}";
            using var calls = gateway.Open(parsed);
            var body = await calls.SendAsync(gateway.AddressOf(parsed), HttpMethod.Get, path, null, cancellationToken);
            Action show = parsed.GetValue(json) ? () => Console.WriteLine(System.Text.Encoding.UTF8.GetString(body))
                : one is null ? () => ShowRoutes(HttpCalls.Read(body, OperatorJson.Default.RouteList))
                : () => ShowRoute(HttpCalls.Read(body, OperatorJson.Default.RouteDetail));
            show();
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command Reads<T>(
        string name, string description, string path, Action<T> show, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        NetworkCalls.Sends(new Command(name, description), _ => new NetworkRequest(HttpMethod.Get, path), show, type);

    private static void ShowTopology(TopologyDocument topology)
    {
        Table.Write(["KME", "SITE", "QKD 014", "SAES"], topology.Kmes.Select(kme => new[]
        {
            kme.Kme, kme.Site, kme.KeyAddress?.ToString() ?? "-", kme.Saes.Count == 0 ? "-" : string.Join(' ', kme.Saes),
        }));
        Console.WriteLine();
        Table.Write(["LINK", "DEVICES", "LENGTH", "LOSS", "RESERVE"], topology.Links.Select(link => new[]
        {
            link.Link, link.Profile, string.Create(CultureInfo.InvariantCulture, $"{link.Kilometres} km"),
            link.LossDb is { } loss ? Figures.Loss(loss) : "-", link.ReserveBytes is { } reserve ? Figures.Bytes(reserve) : "-",
        }));
        Console.WriteLine();
        Console.WriteLine($"version {topology.Version}");
        foreach (var idle in topology.WithoutEffect)
        {
            Console.WriteLine($"without effect: {idle}");
        }
    }

    private static void ShowLinks(LinkList list)
    {
        Table.Write(["LINK", "CONDITION", "RATE", "OF", "LOSS", "QBER", "LIMIT", "EVE", "BLOCKS", "BYTES", "FAILED"], list.Links.Select(Row));
        ShowSilent(list.Silent);
    }

    /// <summary>Prints one link.</summary>
    public static void ShowLink(LinkDetail link) => ShowLinks(new LinkList { Links = [link], Silent = [] });

    private static string[] Row(LinkDetail link) =>
    [
        link.Link, link.Condition, Figures.Rate(link.RateBitsPerSecond), Figures.Rate(link.NominalRateBitsPerSecond), Figures.Loss(link.LossDb),
        Figures.Share(link.Qber), Figures.Share(link.QberThreshold), link.EavesdroppedShare == 0 ? "-" : Figures.Share(link.EavesdroppedShare),
        $"{link.Blocks}", Figures.Bytes(link.Bytes), $"{link.Failures}",
    ];

    private static void ShowPools(PoolList list)
    {
        Table.Write(["KME", "PEER", "DIRECTION", "JOINED BY", "STORED", "OF", "LEASED", "EPOCH", "AGREED"], list.Pools.Select(pool => new[]
        {
            pool.Kme, pool.Peer, pool.Direction, pool.IsNeighbour ? "link" : "relays", Figures.Bytes(pool.StoredBytes), Figures.Bytes(pool.CapacityBytes),
            Figures.Bytes(pool.LeasedBytes), $"{pool.Epoch}", pool.Agreed ? "yes" : "no",
        }));
        ShowSilent(list.Silent);
    }

    private static void ShowRoutes(RouteList list) =>
        Table.Write(["FROM", "TO", "STORED", "FREE", "RESERVED", "ROUTE"], list.Routes.Select(pair => new[]
        {
            pair.From, pair.To, Figures.Bits(pair.StoredBits), Figures.Rate(pair.FreeBitsPerSecond), Figures.Rate(pair.ReservedBitsPerSecond),
            Figures.Route(pair.Route),
        }));

    private static void ShowRoute(RouteDetail detail)
    {
        Console.WriteLine($"stored between {detail.From} and {detail.To}: {Figures.Bits(detail.StoredBits ?? 0)}");
        Console.WriteLine();
        Table.Write(["POLICY", "IN USE", "FREE", "ROUTE"], detail.Choices.Select(choice => new[]
        {
            choice.Policy, choice.InUse ? "yes" : "no", Figures.Rate(choice.FreeBitsPerSecond), Figures.Route(choice.Route),
        }));
    }

    private static void ShowAlarms(NetworkAlarmList list)
    {
        Table.Write(["LAST", "KME", "ALARM", "ABOUT", "FIRST", "TIMES"], list.Alarms.Select(alarm => new[]
        {
            Figures.Moment(alarm.LastAt), alarm.Kme, alarm.Kind, alarm.Subject, Figures.Moment(alarm.FirstAt), $"{alarm.Count}",
        }));
        ShowSilent(list.Silent);
    }

    private static void ShowSilent(IReadOnlyList<string> silent)
    {
        foreach (var name in silent)
        {
            Console.WriteLine($"no answer from {name}");
        }
    }
}
