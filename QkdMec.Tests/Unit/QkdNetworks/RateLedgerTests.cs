using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class RateLedgerTests
{
    private static readonly WidestShortestPolicy Policy = new();

    private static readonly ImmutableArray<KmeId> OverR = [.. "arb".Select(kme => TestNetworks.Kme($"{kme}"))];
    private static readonly ImmutableArray<KmeId> OverS = [.. "asb".Select(kme => TestNetworks.Kme($"{kme}"))];

    private ImmutableArray<LinkView> links = [.. new[] { "a-r 1000", "b-r 1000", "a-s 500", "b-s 500" }.Select(link => TestNetworks.View(link))];

    [Fact]
    public void Replace_HoldsTheRateOnEveryLinkOfTheRoute()
    {
        var ledger = Reserve(new RateLedger([]), 1, 256)!;

        Assert.Equal([256.0, 256, 0, 0], links.Select(view => ledger.HeldOn(view.Link)));
        Assert.Equal(256, ledger.HeldBetween(TestNetworks.Kme("b"), TestNetworks.Kme("a")));
    }

    [Fact]
    public void Replace_WhenNoRouteHasTheRate_HoldsNothing()
    {
        var ledger = Reserve(new RateLedger([]), 1, 900)!;

        Assert.Null(Reserve(ledger, 2, 101));
        Assert.Equal(900, ledger.HeldOn(links[0].Link));
        Assert.NotNull(Reserve(ledger, 2, 100));
    }

    [Fact]
    public void Replace_OfWhatAContextHeld_CountsItOnce()
    {
        var first = Reservation(1, 900);
        var ledger = Replace(new RateLedger([]), null, first)!;
        ledger = Replace(ledger, first, Reservation(1, 1000))!;

        Assert.Equal(1000, ledger.HeldOn(links[0].Link));
        Assert.Equal(1, Assert.Single(ledger.Pairs).Contexts);
    }

    [Fact]
    public void Release_OfEverything_LeavesNothing()
    {
        var ledger = new RateLedger([]);
        for (var context = 0; context < 100; context++)
        {
            ledger = Reserve(ledger, context, 0.1 * context)!;
        }

        for (var context = 0; context < 100; context++)
        {
            ledger = ledger.Release(Reservation(context, 0.1 * context));
        }

        Assert.Empty(ledger.Pairs);
        Assert.Same(ledger, ledger.Release(Reservation(1, 1)));
        Assert.Same(ledger, ledger.Release(null));
    }

    [Fact]
    public void MoveFrom_ALinkThatWentDown_TakesTheOtherRoute()
    {
        var ledger = Reserve(new RateLedger([]), 1, 256)!;
        links = links.SetItem(0, links[0] with { IsUp = false });
        var moved = ledger.MoveFrom(links[0].Link, RouteFor);

        Assert.Equal([0.0, 0, 256, 256], links.Select(view => moved.HeldOn(view.Link)));
    }

    [Fact]
    public void MoveFrom_WhenNoOtherRouteHasRoom_Stays()
    {
        var ledger = Reserve(new RateLedger([]), 1, 600)!;
        links = links.SetItem(0, links[0] with { IsUp = false });

        Assert.Same(ledger, ledger.MoveFrom(links[0].Link, RouteFor));
    }

    [Fact]
    public void Replace_OnGivenRoutes_KeepsASumForEach()
    {
        var ledger = new RateLedger([]);
        for (var context = 0; context < 10; context++)
        {
            ledger = Replace(ledger, null, Reservation(context, 10) with { Path = context % 2 == 0 ? OverR : OverS })!;
        }

        Assert.Equal([50.0, 50, 50, 50], links.Select(view => ledger.HeldOn(view.Link)));
        Assert.Equal(2, ledger.Pairs.Count);
        ledger = ledger.Release(Reservation(0, 10) with { Path = OverR });
        Assert.Equal([40.0, 40, 50, 50], links.Select(view => ledger.HeldOn(view.Link)));
    }

    [Fact]
    public void Replace_OnAGivenRouteWithoutTheRate_HoldsNothing_AlthoughAnotherHasIt()
    {
        Assert.Null(Replace(new RateLedger([]), null, Reservation(1, 600) with { Path = OverS }));
        Assert.Null(Replace(new RateLedger([]), null, Reservation(1, 1) with { Path = [.. OverS.Reverse()] }));
        Assert.NotNull(Replace(new RateLedger([]), null, Reservation(1, 600) with { Path = OverR }));
    }

    [Fact]
    public void Replace_OnAGivenRouteThatIsShared_TakesTheWholePairAlong_OrNobody()
    {
        var ledger = Replace(new RateLedger([]), null, Reservation(1, 200) with { Path = OverR, IsShared = true })!;
        ledger = Replace(ledger, null, Reservation(2, 200) with { Path = OverS, IsShared = true })!;

        Assert.Equal([0.0, 0, 400, 400], links.Select(view => ledger.HeldOn(view.Link)));
        Assert.Null(Replace(ledger, null, Reservation(3, 200) with { Path = OverS, IsShared = true }));
        ledger = ledger.Release(Reservation(1, 200) with { Path = OverR, IsShared = true });
        Assert.Equal([0.0, 0, 200, 200], links.Select(view => ledger.HeldOn(view.Link)));
    }

    [Fact]
    public void MoveFrom_OfAGivenRoute_KeepsItsHoldersTogether()
    {
        var asked = Reservation(1, 200) with { Path = OverR };
        var ledger = Replace(new RateLedger([]), null, asked)!;
        links = links.SetItem(0, links[0] with { IsUp = false });
        ledger = ledger.MoveFrom(links[0].Link, RouteFor);

        Assert.Equal([0.0, 0, 200, 200], links.Select(view => ledger.HeldOn(view.Link)));
        Assert.Empty(ledger.Release(asked).Pairs);
    }

    [Fact]
    public void Reservations_AreEqualByWhatTheyAskFor()
    {
        Assert.Equal(Reservation(1, 200) with { Path = OverR }, Reservation(1, 200) with { Path = [.. OverR.ToArray()] });
        Assert.NotEqual(Reservation(1, 200) with { Path = OverR }, Reservation(1, 200) with { Path = OverS });
        Assert.NotEqual(Reservation(1, 200) with { Path = OverR }, Reservation(1, 200) with { Path = OverR, IsShared = true });
    }

    private static RateReservation Reservation(int context, double rate) =>
        new(ContextId.Parse($"{context}"), TestNetworks.Kme("a"), TestNetworks.Kme("b"), rate);

    private RateLedger? Reserve(RateLedger ledger, int context, double rate) => Replace(ledger, null, Reservation(context, rate));

    private RateLedger? Replace(RateLedger ledger, RateReservation? held, RateReservation wanted) => ledger.Replace(held, wanted, RouteFor);

    private ImmutableArray<KmeId> RouteFor(RateLedger ledger, RouteRequest request)
    {
        var graph = new NetworkGraph(links.Select(view => view with { FreeRateBitsPerSecond = view.FreeRateBitsPerSecond - ledger.HeldOn(view.Link) }));
        return request.Given.IsEmpty ? Policy.Choose(graph, request)?.Hops ?? [] : request.GivenIn(graph);
    }
}
