using QkdMec.Grains.KeyDeliveries;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Does a pair that floods leave the keys to others?</summary>
public sealed class PairQuotaTests
{
    private static readonly KeyDeliveryOptions Limited = new() { RefusalPause = TimeSpan.Zero, PairBitsPerSecond = 256, PairBurst = TimeSpan.FromSeconds(4) };

    [Fact]
    public async Task EncKeys_OfAPairThatFloods_IsRefusedWithWhenAndLeavesTheKeysToOthers()
    {
        await using var world = await StartAsync(Limited);
        await world.FillAsync(65536);
        using var keys = await world.IssueAsync(4);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(KeyOutcome.QuotaExceeded, await world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys));
            Assert.Equal((0, TimeSpan.FromSeconds(1)), (keys.Count, keys.RetryAfter));
        }

        Assert.Equal(KeyOutcome.Delivered, await world.Alpha.EncKeysAsync(SaeA, SaeC, 4, 32, keys));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(KeyOutcome.Delivered, await world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys));
    }

    [Fact]
    public async Task EncKeys_ThatIsNotDelivered_DoesNotCount()
    {
        await using var world = await StartAsync(Limited);
        await world.FillAsync(64);
        using var keys = new KeyBatch();
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(KeyOutcome.Exhausted, await world.Alpha.EncKeysAsync(SaeA, SaeB, 4, 32, keys));
        }

        Assert.Equal(KeyOutcome.Delivered, await world.Alpha.EncKeysAsync(SaeA, SaeB, 2, 32, keys));
    }

    [Fact]
    public async Task OrderKeys_ForSeveralSlaves_CountsForEachPairOrForNone()
    {
        await using var world = await StartAsync(Limited);
        await world.FillAsync(65536);
        using var keys = new KeyBatch();
        var order = new KeyOrder(SaeA, SaeB, 3, 32) { AdditionalSlaves = [SaeC] };
        Assert.Equal(KeyOutcome.Delivered, (await world.Alpha.OrderKeysAsync(order, keys)).Outcome);
        Assert.Equal(KeyOutcome.Delivered, await world.Alpha.EncKeysAsync(SaeA, SaeC, 1, 32, keys));
        Assert.Equal(KeyOutcome.QuotaExceeded, (await world.Alpha.OrderKeysAsync(order with { Number = 1 }, keys)).Outcome);
        Assert.Equal(KeyOutcome.Delivered, await world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys));
        Assert.Equal(KeyOutcome.QuotaExceeded, await world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys));
    }

    [Fact]
    public async Task EncKeys_WithAQuota_TakesNoMemoryFromWhatIsInHand()
    {
        await using var world = await StartAsync(Limited with { PairBitsPerSecond = 1L << 40 });
        await world.FillAsync(262144);
        using var keys = new KeyBatch();
        var least = long.MaxValue;
        for (var i = 0; i < 500; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var issue = world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys);
            least = issue.IsCompletedSuccessfully ? Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before) : least;
            Assert.Equal(KeyOutcome.Delivered, await issue);
        }

        Assert.Equal(0, least);
    }
}
