using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Refilling;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class TakenRoutesTests
{
    private static readonly LinkId Pair = LinkId.Between(new KmeId("a"), new KmeId("d"));

    [Fact]
    public void HasChanged_WhenAPairTakesOtherRoutesThanBefore()
    {
        var routes = new TakenRoutes();

        Assert.False(routes.HasChanged(Pair, Along("a", "b", "d")));
        Assert.False(routes.HasChanged(Pair, Along("a", "b", "d")));
        Assert.True(routes.HasChanged(Pair, Along("a", "c", "d")));
        Assert.True(routes.HasChanged(Pair, Along("a", "b", "d")));
    }

    [Fact]
    public void HasChanged_KeepsPairsApart()
    {
        var routes = new TakenRoutes();

        Assert.False(routes.HasChanged(Pair, Along("a", "b", "d")));
        Assert.False(routes.HasChanged(LinkId.Between(new KmeId("a"), new KmeId("c")), Along("a", "b", "c")));
    }

    private static RelayPaths Along(params string[] hops) => RelayPaths.Of(new RelayRoute([.. hops.Select(hop => new KmeId(hop))]));
}
