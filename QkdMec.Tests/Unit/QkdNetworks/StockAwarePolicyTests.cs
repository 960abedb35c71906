using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class StockAwarePolicyTests
{
    private const double MiB = 1024 * 1024;

    private static readonly StockAwarePolicy Policy = new();

    [Fact]
    public void Choose_TakesTheFewestHopsAboveTheReserve()
    {
        Assert.Equal("a-d", Route(["a-d 1 900", "a-b 1 9000", "b-d 1 9000"]));
        Assert.Equal("a-b-d", Route(["a-d 1 900 spared", "a-b 1 9000", "b-d 1 9000"]));
    }

    [Fact]
    public void Choose_OfRoutesWithEquallyManyHops_TakesTheOneWithMostToGive()
    {
        Assert.Equal("a-c-d", Route(["a-b 1 800", "b-d 1 9000", "a-c 1 801", "c-d 1 801"]));
        Assert.Equal("a-c-d", Route(["a-b 8 700", "b-d 8 700", "a-c 88 200", "c-d 88 200"]));
    }

    [Fact]
    public void Choose_OnARingOfFourWithEqualCosts_IsTheSameAtBothEndsAndInEveryOrder()
    {
        string[] ring = ["a-b 5 100", "b-c 5 100", "c-d 5 100", "a-d 5 100"];

        Assert.Equal("a-b-c", Route(ring, "a", "c"));
        Assert.Equal("c-b-a", Route(ring, "c", "a"));
        Assert.Equal("a-b-c", Route(ring.Reverse(), "a", "c"));
        Assert.Equal("b-a-d", Route(ring, "b", "d"));
        Assert.Equal("d-a-b", Route(ring.Reverse(), "d", "b"));
    }

    [Fact]
    public void Choose_KeepsTheRouteInUse_WhileItIsOneOfTheShortest()
    {
        string[] ring = ["a-b 5 100", "b-c 5 100", "c-d 5 900", "a-d 5 900"];
        var current = new RelayRoute([.. "abc".Select(kme => TestNetworks.Kme($"{kme}"))]);

        Assert.Equal("a-d-c", Route(ring, "a", "c"));
        Assert.Equal("a-b-c", Route(ring, "a", "c", current));
        Assert.Equal("a-d-c", Route(["a-b 5 100", "b-c 5 100 spared", "c-d 5 900", "a-d 5 900"], "a", "c", current));
        Assert.Equal("a-c", Route([.. ring, "a-c 1 50"], "a", "c", current));
        Assert.Equal("a-d-c", Route(["a-b 5 100", "c-d 5 900", "a-d 5 900"], "a", "c", current));
    }

    [Fact]
    public void Choose_OfARateToHold_TakesASparedLinkWhenThereIsNoOther()
    {
        var graph = Graph(["a-b 9 0 spared", "b-c 9 0"]);

        Assert.Equal("a-b-c", TestNetworks.Text(Policy.Choose(graph, Request("a", "c"))));
        Assert.Equal("none", TestNetworks.Text(Policy.Choose(graph, Request("a", "c") with { PadBytes = 1 })));
        Assert.Equal("none", TestNetworks.Text(Policy.Choose(graph, Request("a", "c") with { FreeRateBitsPerSecond = 10 })));
    }

    /// <summary>SECOQC Vienna 2008 (NJP 11 075001): FOR to BRT at 8192 b/s with a reserve of 2 MiB and stores that begin full, in steps of a second.</summary>
    [Fact]
    public void Choose_WhileTheLinksOfSecoqcDrain_MovesInThePublishedOrder()
    {
        var stored = new Dictionary<string, double>
        {
            ["ERD-FOR"] = 12 * MiB, ["BRT-ERD"] = 5.5 * MiB, ["ERD-SIE"] = 6.6 * MiB, ["BRT-SIE"] = 6 * MiB, ["ERD-GUD"] = 3.8 * MiB, ["BRT-GUD"] = 4.9 * MiB,
        };
        var rates = new Dictionary<string, double> { ["ERD-FOR"] = 0, ["BRT-ERD"] = 1000, ["ERD-SIE"] = 2500, ["BRT-SIE"] = 3100, ["ERD-GUD"] = 0, ["BRT-GUD"] = 0 };
        var full = new Dictionary<string, double>(stored);
        var watch = new ReserveWatch(2, padBytes: 1024);
        RelayRoute? current = null;
        List<string> routes = [];
        for (var second = 0; second < 400 * 60 && (routes.Count == 0 || routes[^1] != "none"); second++)
        {
            var graph = new NetworkGraph(stored.Keys.Select(link => View(watch, link, rates[link], stored[link])));
            current = Policy.Choose(graph, Request("FOR", "BRT") with { PadBytes = 1024, Current = current });
            if (routes.Count == 0 || routes[^1] != TestNetworks.Text(current))
            {
                routes.Add(TestNetworks.Text(current));
            }

            Drain(stored, full, rates, current);
            rates["ERD-FOR"] = second < 45 * 60 ? 8192 : 0;
        }

        Assert.Equal(["FOR-ERD-BRT", "FOR-ERD-SIE-BRT", "FOR-ERD-GUD-BRT", "none"], routes);
    }

    private static void Drain(Dictionary<string, double> stored, Dictionary<string, double> full, Dictionary<string, double> rates, RelayRoute? route)
    {
        foreach (var link in rates.Keys)
        {
            stored[link] = Math.Min(full[link], stored[link] + (rates[link] / 8));
        }

        foreach (var (from, to) in route is null ? [] : route.Hops.Zip(route.Hops.Skip(1)))
        {
            stored[string.Join('-', new[] { from.Value, to.Value }.Order(StringComparer.Ordinal))] -= 1024;
        }
    }

    private static LinkView View(ReserveWatch watch, string text, double rate, double stored)
    {
        var link = TestNetworks.Link(text);
        var pool = new KeyPoolStatus(1, new PoolMark(0, 0), (long)stored, 64 * (long)MiB, 0, true);
        return new LinkView(link, true, rate, watch.Look(link, link.Smaller, pool, 2 * (long)MiB), watch.Look(link, link.Larger, pool, 2 * (long)MiB));
    }

    private static string Route(IEnumerable<string> links, string from = "a", string to = "d", RelayRoute? current = null) =>
        TestNetworks.Text(Policy.Choose(Graph(links), Request(from, to) with { PadBytes = 1, Current = current }));

    private static NetworkGraph Graph(IEnumerable<string> links) => new(links.Select(text =>
    {
        var parts = text.Split(' ');
        var stock = new LinkStock(long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), 0, parts.Length > 3);
        return TestNetworks.View(text) with { Smaller = stock, Larger = stock };
    }));

    private static RouteRequest Request(string from, string to) => new(TestNetworks.Kme(from), TestNetworks.Kme(to));
}
