using QkdMec.Grains.KeyDeliveries;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyDeliveries;

/// <summary>How much may a pair draw, and when again?</summary>
public sealed class KeyQuotaTests
{
    private readonly ManualTimeProvider time = new();

    [Fact]
    public void TryTake_GivesTheBurstAtOnceAndThenTheRate()
    {
        var quota = new KeyQuota(256, TimeSpan.FromSeconds(4), time);
        Assert.All(Enumerable.Range(0, 4), _ => Assert.True(quota.TryTake(256, out var _)));
        Assert.False(quota.TryTake(256, out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(1), retryAfter);
        time.Advance(TimeSpan.FromSeconds(0.999));
        Assert.False(quota.TryTake(256, out _));
        time.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(quota.TryTake(256, out _));
        Assert.False(quota.TryTake(512, out retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(2), retryAfter);
    }

    [Fact]
    public void TryTake_AfterAPause_SavesUpNoMoreThanTheBurst()
    {
        var quota = new KeyQuota(256, TimeSpan.FromSeconds(4), time);
        time.Advance(TimeSpan.FromHours(1));
        Assert.True(quota.TryTake(1024, out _));
        Assert.False(quota.TryTake(1, out _));
    }

    [Fact]
    public void TryTake_OfMoreThanTheBurst_IsServedAfterAPauseAndPaidForAfterwards()
    {
        var quota = new KeyQuota(256, TimeSpan.FromSeconds(4), time);
        Assert.True(quota.TryTake(2560, out _));
        Assert.False(quota.TryTake(256, out var retryAfter));
        Assert.Equal(TimeSpan.FromSeconds(7), retryAfter);
        time.Advance(retryAfter);
        Assert.True(quota.TryTake(256, out _));
    }

    [Fact]
    public void GiveBack_MakesWhatWasNotDeliveredFree()
    {
        var quota = new KeyQuota(256, TimeSpan.FromSeconds(1), time);
        Assert.True(quota.TryTake(256, out _));
        quota.GiveBack(256);
        Assert.True(quota.TryTake(256, out _));
        Assert.False(quota.TryTake(256, out _));
    }

    [Fact]
    public void TryTake_ByManyAtOnce_GivesNoMoreThanThereIs()
    {
        var quota = new KeyQuota(1000, TimeSpan.FromSeconds(1), time);
        var taken = 0;
        Parallel.For(0, 5000, _ => Interlocked.Add(ref taken, quota.TryTake(1, out var _) ? 1 : 0));
        Assert.Equal(1000, taken);
    }
}
