using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;

namespace QkdMec.Tests.Unit.Kmes;

public sealed class FillChoiceTests
{
    [Theory]
    [InlineData(0, 0, PoolDirection.Outbound)]
    [InlineData(500, 400, PoolDirection.Inbound)]
    [InlineData(400, 500, PoolDirection.Outbound)]
    [InlineData(950, 400, PoolDirection.Inbound)]
    [InlineData(100, 901, PoolDirection.Outbound)]
    public void Choose_TakesThePoolThatHoldsLessAndHasRoom(long outbound, long inbound, PoolDirection expected) =>
        Assert.Equal(expected, FillChoice.Choose(Pool(outbound), Pool(inbound), 100));

    [Fact]
    public void Choose_WhenBothAreFull_IsNone() => Assert.Null(FillChoice.Choose(Pool(901), Pool(1000), 100));

    private static KeyPoolStatus Pool(long stored) => new(1, new PoolMark(0, 0), stored, 1000, 0, true);
}
