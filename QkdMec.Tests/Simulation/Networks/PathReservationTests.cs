using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Does the network tell what its links have left, and hold rates on the very routes that are asked for?</summary>
public sealed class PathReservationTests : IDisposable
{
    private const double LinkRate = 1e6;

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly MeshNetwork network = new("a-b b-d a-c c-d", "a d");

    public PathReservationTests() => network.RunFor(Moment);

    public void Dispose() => network.Dispose();

    [Fact]
    public void Picture_HasEveryLinkThatIsUp_WithWhatNobodyHolds()
    {
        Assert.True(Reserve("one", 300_000, "abd"));
        Assert.True(Reserve("two", 200_000, "abd"));
        Assert.True(Reserve("three", 100_000, "acd"));

        Assert.Equal(["a~b 5", "a~c 9", "b~d 5", "c~d 9"], Left());
        Assert.Equal([("abd", 500_000.0, 2L), ("acd", 100_000.0, 1L)], Picture().Holds.Select(hold => (string.Concat(hold.Hops), hold.RateBitsPerSecond, hold.Contexts)).Order());
    }

    [Fact]
    public void Picture_CountsStoredKey_WhenItMustLastForAHorizon()
    {
        var alone = Picture().Links[0].BitsPerSecond;
        var within10Seconds = Picture(TimeSpan.FromSeconds(10)).Links[0];
        var within100Seconds = Picture(TimeSpan.FromSeconds(100)).Links[0];

        // The reserve of a link is a quarter of these pools, so what counts is at most the rest.
        Assert.InRange(within10Seconds.BitsPerSecond - alone, 1, MeshNetwork.PoolBytes * 8 * 3 / 4 / 10);
        Assert.Equal((within10Seconds.BitsPerSecond - alone) / 10, within100Seconds.BitsPerSecond - alone, 1e4);
        Assert.Equal(within10Seconds.BitsPerSecond, within10Seconds.LeftBitsPerSecond);
    }

    [Fact]
    public void Reserve_OfMoreThanTheRate_IsHeldWhileStoredKeyLasts()
    {
        var horizon = TimeSpan.FromSeconds(10);
        var wanted = (Picture().Links.Min(link => link.BitsPerSecond) + Picture(horizon).Links.Min(link => link.BitsPerSecond)) / 2;

        Assert.False(Reserve("one", wanted, "abd"));
        Assert.True(Reserve("one", wanted, "abd", horizon));
        Assert.False(Reserve("two", wanted, "abd", horizon));
        Assert.Equal(0, Picture().Links[0].LeftBitsPerSecond);
    }

    [Fact]
    public void Reserve_OnARouteWithoutTheRate_IsRefused_AlthoughAnotherHasIt()
    {
        Assert.True(Reserve("one", 900_000, "abd"));
        Assert.False(Reserve("two", 200_000, "abd"));
        Assert.True(Reserve("two", 200_000, "acd"));
        Assert.False(Reserve("three", 1, "ad"));
    }

    [Fact]
    public void Reserve_AgainOnAnotherRoute_LeavesTheFirst()
    {
        Assert.True(Reserve("one", 900_000, "abd"));
        Assert.True(Reserve("one", 800_000, "acd"));
        Assert.True(Reserve("one", 800_000, "acd"));

        Assert.Equal(["a~b 10", "a~c 2", "b~d 10", "c~d 2"], Left());
    }

    [Fact]
    public void LinkDown_MovesWhatAskedForARoute_AndReleaseFindsItThere()
    {
        Assert.True(Reserve("one", 300_000, "abd"));
        network.Simulation.Run(() => network.Link("a-b").CutAsync(Token));
        network.Simulation.RunFor(Moment);

        Assert.Equal(["a~c 7", "b~d 10", "c~d 7"], Left());
        network.Simulation.Run(() => network.Network.ReleaseRateAsync(ContextId.Parse("one"), Token));
        Assert.Equal(["a~c 10", "b~d 10", "c~d 10"], Left());
    }

    private static CancellationToken Token => CancellationToken.None;

    private static ImmutableArray<KmeId> Hops(string route) => [.. route.Select(kme => KmeId.Parse($"{kme}"))];

    private bool Reserve(string context, double rate, string route, TimeSpan stockHorizon = default) => network.Ask(() => network.Network.ReserveRateAsync(
        new RateReservation(ContextId.Parse(context), KmeId.Parse("a"), KmeId.Parse("d"), rate) { Path = Hops(route), StockHorizon = stockHorizon }, Token));

    private PlacementPicture Picture(TimeSpan stockHorizon = default) => network.Ask(() => network.Network.GetPlacementPictureAsync(stockHorizon, Token));

    // In tenths of what a link makes, which is about 1 Mb/s.
    private IEnumerable<string> Left() => Picture().Links.Select(link => $"{link.Link} {Math.Round(10 * (link.LeftBitsPerSecond - link.BitsPerSecond + LinkRate) / LinkRate):0}");
}
