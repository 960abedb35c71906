using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Reservations;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class RateLedgerTests
{
    private static readonly WidestShortestPolicy Policy = new();

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

    private static RateReservation Reservation(int context, double rate) =>
        new(ContextId.Parse($"{context}"), TestNetworks.Kme("a"), TestNetworks.Kme("b"), rate);

    private RateLedger? Reserve(RateLedger ledger, int context, double rate) => Replace(ledger, null, Reservation(context, rate));

    private RateLedger? Replace(RateLedger ledger, RateReservation? held, RateReservation wanted) => ledger.Replace(held, wanted, RouteFor);

    private ImmutableArray<KmeId> RouteFor(RateLedger ledger, RouteRequest request) =>
        Policy.Choose(
            new NetworkGraph(links.Select(view => view with { FreeRateBitsPerSecond = view.FreeRateBitsPerSecond - ledger.HeldOn(view.Link) })),
            request)?.Hops ?? [];
}
