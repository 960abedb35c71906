using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Are keys as a request demands them, and is nothing taken when they cannot be?</summary>
public sealed class KeyOrderTests
{
    private static readonly KeyDemands Direct = new(true, null);
    private static readonly KeyOrder Order = new(SaeA, SaeB, 2, 32);

    [Fact]
    public async Task OrderKeys_WhenDirectIsDemandedAndOnlyTheNextLeaseIs_TakesTheNext()
    {
        await using var world = await StartAsync();
        await FillAsync(world, relayed: true, 4096);
        using var plain = await world.IssueAsync();
        await FillAsync(world, relayed: false, 4096);
        using var keys = new KeyBatch();
        Assert.Equal(new KeyOrderOutcome(KeyOutcome.Delivered, true), await world.Alpha.OrderKeysAsync(Order with { Mandatory = Direct }, keys));
        Assert.Equal([2, 2], new[] { keys.IdOf(0).Location.Block, keys.IdOf(1).Location.Block });
        using var next = await world.IssueAsync();
        Assert.Equal(1, next.IdOf(0).Location.Block);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, keys.IdOf(0), keys.IdOf(1))).Outcome);
    }

    [Fact]
    public async Task OrderKeys_WhenDirectIsDemandedAndAllIsRelayed_IsRefusedAndTakesNothing()
    {
        await using var world = await StartAsync();
        await FillAsync(world, relayed: true, 65536, 65536);
        using var keys = new KeyBatch();
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(new KeyOrderOutcome(KeyOutcome.NotMet, false), await world.Alpha.OrderKeysAsync(Order with { Mandatory = Direct }, keys));
            Assert.Equal(0, keys.Count);
        }

        for (var i = 0; i < 4096 / 128; i++)
        {
            using var all = await world.IssueAsync(128);
        }
    }

    [Fact]
    public async Task OrderKeys_WhenThePoolIsEmpty_IsExhausted()
    {
        await using var world = await StartAsync();
        using var keys = new KeyBatch();
        Assert.Equal(new KeyOrderOutcome(KeyOutcome.Exhausted, false), await world.Alpha.OrderKeysAsync(Order with { Mandatory = Direct }, keys));
    }

    [Fact]
    public async Task OrderKeys_WhenWhatIsInHandIsTooOld_TakesFresh()
    {
        await using var world = await StartAsync();
        using var keys = new KeyBatch();
        var young = new KeyOrder(SaeB, SaeC, 1, 32) { Mandatory = new KeyDemands(false, TimeSpan.FromSeconds(30)) };
        Assert.Equal(KeyOutcome.Delivered, (await world.Beta.OrderKeysAsync(young, keys)).Outcome);
        var first = keys.IdOf(0).Location.Block;
        Assert.Equal(KeyOutcome.Delivered, (await world.Beta.OrderKeysAsync(young, keys)).Outcome);
        Assert.Equal(first, keys.IdOf(0).Location.Block);
        world.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(KeyOutcome.Delivered, (await world.Beta.OrderKeysAsync(young, keys)).Outcome);
        Assert.NotEqual(first, keys.IdOf(0).Location.Block);
    }

    [Fact]
    public async Task OrderKeys_WhenOnlyTheOptionalCannotBeMet_ServesAndSaysSo()
    {
        await using var world = await StartAsync();
        await FillAsync(world, relayed: true, 65536);
        using var keys = new KeyBatch();
        var order = Order with { Mandatory = new KeyDemands(false, TimeSpan.FromDays(9)), Optional = Direct };
        Assert.Equal(new KeyOrderOutcome(KeyOutcome.Delivered, false), await world.Alpha.OrderKeysAsync(order, keys));
        Assert.Equal(2, keys.Count);
        await FillAsync(world, relayed: false, 65536);
        Assert.Equal(new KeyOrderOutcome(KeyOutcome.Delivered, true), await LastAsync(world, order));
    }

    /// <summary>Orders until the relayed block is used up.</summary>
    private static async Task<KeyOrderOutcome> LastAsync(DeliveryWorld world, KeyOrder order)
    {
        using var keys = new KeyBatch();
        var outcome = default(KeyOrderOutcome);
        for (var i = 0; i < 20 && !outcome.MetOptional; i++)
        {
            outcome = await world.Alpha.OrderKeysAsync(order with { Number = 128 }, keys);
        }

        return outcome;
    }

    private static async Task FillAsync(DeliveryWorld world, bool relayed, params int[] bodies)
    {
        var route = RelayPaths.Of(new RelayRoute([KeyPoolWorld.Alpha.Kme, KeyPoolWorld.Beta.Kme]));
        await KeyPoolWorld.FillAsync(
            world.Pools.AlphaOut,
            bodies.Select(body => relayed ? new BlockSupply(null, route, BlockLayout.HeadBytes + body) : KeyPoolWorld.Supply(body)));
    }
}
