using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class RoutePolicyTests
{
    private static readonly WidestShortestPolicy Widest = new();
    private static readonly FewestHopsPolicy Fewest = new();

    [Fact]
    public void Choose_TakesTheFewestHops()
    {
        var graph = TestNetworks.Graph("a-b 9", "b-c 9", "c-d 9", "a-d 1");

        Assert.Equal("a-d", TestNetworks.Text(Widest.Choose(graph, Request("a", "d"))));
        Assert.Equal("a-d", TestNetworks.Text(Fewest.Choose(graph, Request("a", "d"))));
    }

    [Fact]
    public void Choose_OfRoutesWithEquallyManyHops_TakesTheWidest()
    {
        var graph = TestNetworks.Graph("a-b 9", "b-d 2", "a-c 4", "c-d 4");

        Assert.Equal("a-c-d", TestNetworks.Text(Widest.Choose(graph, Request("a", "d"))));
        Assert.Equal("d-c-a", TestNetworks.Text(Widest.Choose(graph, Request("d", "a"))));
        Assert.Equal("a-b-d", TestNetworks.Text(Fewest.Choose(graph, Request("a", "d"))));
    }

    [Fact]
    public void Choose_AmongEqualRoutes_IsTheSameWhateverTheOrderOfLinks()
    {
        string[] links = ["a-b 1", "a-c 1", "b-d 1", "c-d 1", "d-e 1"];

        Assert.Equal("a-b-d-e", TestNetworks.Text(Widest.Choose(TestNetworks.Graph(links), Request("a", "e"))));
        Assert.Equal("a-b-d-e", TestNetworks.Text(Widest.Choose(TestNetworks.Graph(links.Reverse()), Request("a", "e"))));
    }

    [Fact]
    public void Choose_AvoidsALinkThatIsDown()
    {
        var graph = new NetworkGraph(
            [TestNetworks.View("a-b 1"), TestNetworks.View("b-c 1"), TestNetworks.View("a-c 9", isUp: false)]);

        Assert.Equal("a-b-c", TestNetworks.Text(Widest.Choose(graph, Request("a", "c"))));
    }

    [Fact]
    public void Choose_AvoidsALinkWithoutTheRate() =>
        Assert.Equal("a-b-c", TestNetworks.Text(Widest.Choose(
            TestNetworks.Graph("a-b 5", "b-c 5", "a-c 4"), Request("a", "c") with { FreeRateBitsPerSecond = 5 })));

    [Fact]
    public void Choose_AvoidsALinkWhoseSendingEndIsBelowItsReserve()
    {
        var drained = TestNetworks.View("a-c 9") with { Smaller = new LinkStock(30, 20) };
        var graph = new NetworkGraph([TestNetworks.View("a-b 1"), TestNetworks.View("b-c 1"), drained]);

        Assert.Equal("a-b-c", TestNetworks.Text(Widest.Choose(graph, Request("a", "c") with { PadBytes = 11 })));
        Assert.Equal("c-a", TestNetworks.Text(Widest.Choose(graph, Request("c", "a") with { PadBytes = 11 })));
    }

    [Theory]
    [InlineData("a", "z")]
    [InlineData("a", "x")]
    [InlineData("a", "a")]
    public void Choose_WhereThereIsNoRoute_IsNone(string from, string to) =>
        Assert.Equal("none", TestNetworks.Text(Widest.Choose(TestNetworks.Graph("a-b 1", "x-y 1"), Request(from, to))));

    [Fact]
    public void Choose_OnAChainOf31Hops_FindsTheEnd()
    {
        var links = Enumerable.Range(10, 31).Select(number => $"k{number}-k{number + 1} 1");

        Assert.Equal(32, Widest.Choose(TestNetworks.Graph(links), Request("k10", "k41"))!.Hops.Length);
    }

    [Fact]
    public void Policies_AreFoundByName()
    {
        Assert.IsType<WidestShortestPolicy>(RoutePolicies.Find("widest-shortest"));
        Assert.IsType<FewestHopsPolicy>(RoutePolicies.Find("fewest-hops"));
        Assert.IsType<StockAwarePolicy>(RoutePolicies.Find("stock-aware"));
        Assert.Null(RoutePolicies.Find("scenic"));
    }

    private static RouteRequest Request(string from, string to) => new(TestNetworks.Kme(from), TestNetworks.Kme(to));
}
