using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyPools;

public sealed class StockChangeTests
{
    private readonly ManualTimeProvider time = new();
    private readonly StockChange change;

    public StockChangeTests() => change = new StockChange(time, 8000);

    [Fact]
    public void IsDue_WheneverAnEighthOfTheCapacityIsGone()
    {
        long[] available = [7500, 7001, 7000, 6500, 6000, 5500, 7000];

        Assert.Equal([false, false, true, false, true, false, true], available.Select(bytes => IsDue(LeaseStatus.Granted, bytes)));
    }

    [Fact]
    public void IsDue_WhenNothingIsLeft_AtOnceAndThenNowAndAgain()
    {
        Assert.True(IsDue(LeaseStatus.Exhausted, 0));
        Assert.False(IsDue(LeaseStatus.Exhausted, 0));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.True(IsDue(LeaseStatus.Exhausted, 0));
    }

    [Theory]
    [InlineData(LeaseStatus.PeerUnreachable)]
    [InlineData(LeaseStatus.Unavailable)]
    public void IsDue_WhenAnEndFailed_IsNot(LeaseStatus status) => Assert.False(IsDue(status, 0));

    private bool IsDue(LeaseStatus status, long available) => change.IsWorthTelling(new LeaseOutcome(status, null, available));
}
