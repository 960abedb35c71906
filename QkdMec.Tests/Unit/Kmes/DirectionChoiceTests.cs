using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;

namespace QkdMec.Tests.Unit.Kmes;

public sealed class DirectionChoiceTests
{
    private const int Block = 100;

    [Theory]
    [InlineData(0, 0, PoolDirection.Outbound)]
    [InlineData(500, 400, PoolDirection.Inbound)]
    [InlineData(400, 500, PoolDirection.Outbound)]
    [InlineData(950, 400, PoolDirection.Inbound)]
    [InlineData(100, 901, PoolDirection.Outbound)]
    public void Choose_WithoutDemand_TakesThePoolThatHoldsLessAndHasRoom(long outbound, long inbound, PoolDirection expected) =>
        Assert.Equal(expected, DirectionChoice.Choose(Pool(outbound), Pool(inbound), Block));

    [Fact]
    public void Choose_WhenBothAreFull_IsNone() => Assert.Null(DirectionChoice.Choose(Pool(901), Pool(1000), Block));

    [Theory]
    [InlineData(30, 10, 299, 100, PoolDirection.Outbound)]
    [InlineData(30, 10, 301, 100, PoolDirection.Inbound)]
    [InlineData(10, 30, 100, 299, PoolDirection.Inbound)]
    [InlineData(10, 30, 100, 301, PoolDirection.Outbound)]
    [InlineData(0, 0, 0, 0, PoolDirection.Outbound)]
    public void Choose_GivesEachDirectionItsShareOfTheDemand(double outboundRate, double inboundRate, long outbound, long inbound, PoolDirection expected) =>
        Assert.Equal(expected, DirectionChoice.Choose(Pool(outbound, outboundRate), Pool(inbound, inboundRate), Block));

    [Theory]
    [InlineData(1000, 0, 0.9)]
    [InlineData(0, 1000, 0.1)]
    [InlineData(1000, 1, 0.9)]
    [InlineData(3, 1, 0.75)]
    [InlineData(0, 0, 0.5)]
    public void OutboundShare_NeverStarvesTheIdleDirection(double outboundRate, double inboundRate, double share) =>
        Assert.Equal(share, DirectionChoice.OutboundShare(outboundRate, inboundRate), 6);

    [Fact]
    public void Choose_BlockAfterBlock_EndsAtTheSharesOfTheDemand()
    {
        var (outbound, inbound) = (0L, 0L);
        for (var block = 0; block < 100; block++)
        {
            var choice = DirectionChoice.Choose(Pool(outbound, 80, 100_000), Pool(inbound, 20, 100_000), Block);
            (outbound, inbound) = choice == PoolDirection.Outbound ? (outbound + Block, inbound) : (outbound, inbound + Block);
        }

        Assert.Equal((8000, 2000), (outbound, inbound));
    }

    [Fact]
    public void Choose_WhenTheBusyDirectionIsFull_FillsTheIdleOne() =>
        Assert.Equal(PoolDirection.Inbound, DirectionChoice.Choose(Pool(950, 1000), Pool(900), Block));

    private static KeyPoolStatus Pool(long stored, double rate = 0, long capacity = 1000) => new(1, new PoolMark(0, 0), stored, capacity, 0, true, rate);
}
