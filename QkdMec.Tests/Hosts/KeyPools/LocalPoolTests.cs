using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Do SAEs of one KME get keys of their own pool, each once, with nothing left when they are done?</summary>
public sealed class LocalPoolTests
{
    private static readonly PoolId Pool = PoolId.Inbound(KeyPoolWorld.Beta, KeyPoolWorld.Beta.Kme);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DecKeys_OfAKeyBetweenSaesOfOneKme_GivesTheSameBytesToTheSlaveOnly()
    {
        await using var world = await StartAsync();
        using var issued = await IssueAsync(world, 5, 40);
        var ids = Enumerable.Range(0, 5).Select(issued.IdOf).ToArray();
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchOfAsync(SaeB, SaeD, ids)).Outcome);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchOfAsync(SaeD, SaeC, ids)).Outcome);
        var (outcome, fetched) = await world.FetchOfAsync(SaeB, SaeC, ids);
        Assert.Equal(KeyOutcome.Delivered, outcome);
        Assert.Equal(Hex(issued), Hex(fetched));
        Assert.Equal(5, Hex(issued).Distinct().Count());
    }

    [Fact]
    public async Task DecKeys_Again_IsAnsweredWithinTheWindowOnly()
    {
        await using var world = await StartAsync();
        using var issued = await IssueAsync(world);
        await world.FetchOfAsync(SaeB, SaeC, issued.IdOf(0));
        world.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchOfAsync(SaeB, SaeC, issued.IdOf(0))).Outcome);
        world.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchOfAsync(SaeB, SaeC, issued.IdOf(0))).Outcome);
    }

    [Fact]
    public async Task EncKeys_AfterACrash_TakesNothingOfTheOldBlockWhichStaysFetchable()
    {
        await using var world = await StartAsync();
        using var before = await IssueAsync(world);
        world.CrashBeta();
        using var after = await IssueAsync(world);
        Assert.NotEqual(before.IdOf(0).Location.Block, after.IdOf(0).Location.Block);
        var (outcome, fetched) = await world.FetchOfAsync(SaeB, SaeC, before.IdOf(0), after.IdOf(0));
        Assert.Equal(KeyOutcome.Delivered, outcome);
        Assert.Equal([.. Hex(before), .. Hex(after)], Hex(fetched));
    }

    [Fact]
    public async Task Block_WhoseKeysAreAllFetched_IsDestroyedAfterTheRepeatWindow()
    {
        await using var world = await StartAsync();
        using var issued = await IssueAsync(world, 128, 32);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchOfAsync(SaeB, SaeC, [.. Enumerable.Range(0, 128).Select(issued.IdOf)])).Outcome);
        var first = issued.IdOf(0).Location.Block;
        Assert.Contains(await world.Pools.BetaSite.Vault.ListAsync(Pool, Token), block => block.Key.Number == first);
        world.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.DoesNotContain(await world.Pools.BetaSite.Vault.ListAsync(Pool, Token), block => block.Key.Number == first);
    }

    [Fact]
    public async Task Block_ThatNobodyFetched_IsDestroyedWhenItExpiresEvenAfterARestart()
    {
        await using var world = await StartAsync();
        using var issued = await IssueAsync(world);
        world.CrashBeta();
        Assert.NotEmpty(await world.Pools.BetaSite.Vault.ListAsync(Pool, Token));
        world.Time.Advance(3 * world.Pools.Options.TimeToLive + world.Pools.Options.SweepPeriod);
        Assert.Empty(await world.Pools.BetaSite.Vault.ListAsync(Pool, Token));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchOfAsync(SaeB, SaeC, issued.IdOf(0))).Outcome);
    }

    [Fact]
    public async Task Block_WhoseMakingDidNotEnd_IsDestroyedAndNeverUsed()
    {
        await using var world = await StartAsync();
        var (vault, block) = (world.Pools.BetaSite.Vault, new BlockKey(1, 1));
        using var bytes = new KeyMaterial("left over", BlockLayout.HeadBytes + 4096);
        await vault.AdvanceEpochAsync(Pool, 1, Token);
        await vault.ClaimNumberAsync(Pool, block, Token);
        await StoreLeftOverAsync(world, block, bytes);
        using var issued = await IssueAsync(world);
        Assert.NotEqual(1, issued.IdOf(0).Location.Block);
        world.Time.Advance(world.Pools.Options.SweepPeriod);
        Assert.DoesNotContain(await vault.ListAsync(Pool, Token), left => left.Key == block);
    }

    [Fact]
    public async Task EncKeys_WhenNobodyFetches_IsRefusedBeyondTheBoundUntilKeysExpire()
    {
        await using var world = await StartAsync(new KeyDeliveryOptions { RefusalPause = TimeSpan.Zero, LocalPoolBytes = 65536 });
        var (issued, outcome) = (0, KeyOutcome.Delivered);
        using var keys = new KeyBatch();
        while (outcome == KeyOutcome.Delivered)
        {
            outcome = await world.Beta.EncKeysAsync(SaeB, SaeC, 8, 512, keys);
            issued += outcome == KeyOutcome.Delivered ? 4096 : 0;
        }

        Assert.Equal(KeyOutcome.Exhausted, outcome);
        Assert.InRange(issued, 32768, 65536);
        var full = await world.Beta.GetStockAsync(SaeB, SaeC);
        Assert.InRange(full.StoredKeys, 0, full.MaxKeys / 2);
        world.Time.Advance(3 * world.Pools.Options.TimeToLive);
        Assert.Equal(KeyOutcome.Delivered, await world.Beta.EncKeysAsync(SaeB, SaeC, 8, 512, keys));
    }

    [Fact]
    public async Task GetStock_OfAPairOfOneKme_IsWithinItsBound()
    {
        await using var world = await StartAsync();
        Assert.Equal(new KeyStock(KeyOutcome.Delivered, KeyPoolWorld.Beta.Kme, 2097152, 2097152), await world.Beta.GetStockAsync(SaeB, SaeC));
        using var issued = await IssueAsync(world);
        var stock = await world.Beta.GetStockAsync(SaeB, SaeC);
        Assert.Equal((KeyOutcome.Delivered, KeyPoolWorld.Beta.Kme, 2097152), (stock.Outcome, stock.Remote, stock.MaxKeys));
        Assert.InRange(stock.StoredKeys, 2097152 - 16384, 2097151);
    }

    private static ValueTask<bool> StoreLeftOverAsync(DeliveryWorld world, BlockKey block, KeyMaterial bytes) =>
        world.Pools.BetaSite.Vault.StoreAsync(
            Pool, new NewBlock(block, BlockState.Prepared, new BlockProvenance(BlockOrigin.Local, world.Time.GetUtcNow())), bytes, Token);

    private static async Task<KeyBatch> IssueAsync(DeliveryWorld world, int number = 1, int bytes = 32)
    {
        var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.Delivered, await world.Beta.EncKeysAsync(SaeB, SaeC, number, bytes, keys));
        return keys;
    }

    private static List<string> Hex(KeyBatch keys) => [.. Enumerable.Range(0, keys.Count).Select(i => Convert.ToHexString(keys.KeyOf(i)))];
}
