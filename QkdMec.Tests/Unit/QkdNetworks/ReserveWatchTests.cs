using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks.Routing;

namespace QkdMec.Tests.Unit.QkdNetworks;

public sealed class ReserveWatchTests
{
    private readonly ReserveWatch watch = new(1.5, padBytes: 100);

    [Fact]
    public void Look_OfAPoolThatFallsBelowItsReserve_SparesItUntilItStandsWellAbove()
    {
        long[] stored = [1101, 1100, 1099, 1100, 1499, 1500, 1101, 1100, 1099];

        Assert.Equal([false, false, true, true, true, false, false, false, true], stored.Select(bytes => Look(bytes).IsSpared));
    }

    [Fact]
    public void Look_TellsTheEndsOfALinkApart()
    {
        Look(1099);

        Assert.True(Look(1101).IsSpared);
        Assert.False(watch.Look(TestNetworks.Link("a-b"), TestNetworks.Kme("b"), Pool(1101, 10_000), 1000).IsSpared);
    }

    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1700, 700)]
    [InlineData(500, 0)]
    public void Look_CountsAsUsableWhatStandsAboveTheReserve(long stored, long usable) => Assert.Equal(usable, Look(stored).UsableBytes);

    [Fact]
    public void Look_OfAReserveThatATinyPoolCannotExceed_LeavesHalfOfIt()
    {
        var full = watch.Look(TestNetworks.Link("a-b"), TestNetworks.Kme("a"), Pool(4096, 4096), 16_384);
        var drained = watch.Look(TestNetworks.Link("a-b"), TestNetworks.Kme("a"), Pool(2047, 4096), 16_384);
        var refilled = watch.Look(TestNetworks.Link("a-b"), TestNetworks.Kme("a"), Pool(3072, 4096), 16_384);

        Assert.Equal((2048, false), (full.UsableBytes, full.IsSpared));
        Assert.Equal((0, true), (drained.UsableBytes, drained.IsSpared));
        Assert.Equal((1024, false), (refilled.UsableBytes, refilled.IsSpared));
    }

    [Fact]
    public void Look_OfAPoolThatDoesNotAnswer_HasNothing() =>
        Assert.Equal(new LinkStock(0, 1000), watch.Look(TestNetworks.Link("a-b"), TestNetworks.Kme("a"), null, 1000));

    private LinkStock Look(long stored) => watch.Look(TestNetworks.Link("a-b"), TestNetworks.Kme("a"), Pool(stored, 10_000), 1000);

    private static KeyPoolStatus Pool(long stored, long capacity) => new(1, new PoolMark(0, 0), stored, capacity, 0, true);
}
