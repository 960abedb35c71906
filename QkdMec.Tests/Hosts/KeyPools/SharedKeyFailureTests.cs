using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyDeliveries.SharedKeys;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>When a multicast fails somewhere, does nobody get its keys, and is a frame good for one use only?</summary>
public sealed class SharedKeyFailureTests
{
    private static readonly KeyOrder Order = new(SaeA, SaeB, 1, 32) { AdditionalSlaves = [SaeE] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OrderKeys_WhenAKmeDoesNotAnswer_IsRefusedAndVoidedEverywhere(bool arrives)
    {
        await using var world = await DeliveryWorld.StartAsync();
        var (alpha, beta) = (SpyOn(world.Pools.AlphaSite), SpyOn(world.Pools.BetaSite));
        world.RestartDeliveries();
        await world.FillAsync(65536);
        var calls = world.Pools.BetaSite.Calls;
        (arrives ? (Action<string>)calls.LoseReplies : calls.LoseRequests)(nameof(ISharedKeyGrain.KeepAsync));

        using var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.PeerUnreachable, (await world.Alpha.OrderKeysAsync(Order, keys)).Outcome);
        Assert.Equal(0, keys.Count);
        Assert.Equal(arrives ? 1 : 0, beta.Stored.Count);
        await Task.WhenAll(alpha.WhenVoided, beta.WhenVoided);
        await NobodyCanFetchAsync(world, alpha.Stored.Single());
    }

    [Fact]
    public async Task OrderKeys_WhenThePoolIsEmpty_IsExhaustedAndVoided()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var alpha = SpyOn(world.Pools.AlphaSite);
        world.RestartDeliveries();
        using var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.Exhausted, (await world.Alpha.OrderKeysAsync(Order, keys)).Outcome);
        await alpha.WhenVoided;
        await NobodyCanFetchAsync(world, alpha.Stored.Single());
    }

    [Fact]
    public async Task Void_ThatIsLost_IsRepeatedUntilItIsAnswered()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var beta = await LoseVoidsAsync(world);
        using var keys = new KeyBatch();
        await world.Alpha.OrderKeysAsync(Order, keys);
        var id = beta.Stored.Single();
        Assert.NotNull(await world.Pools.BetaSite.Vault.SharedKeys.FindAsync(id, Token));
        await world.Pools.BetaSite.Calls.HealAfterLossAsync(nameof(ISharedKeyGrain.VoidAsync));
        while (!beta.WhenVoided.IsCompleted)
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await NobodyCanFetchAsync(world, id);
    }

    [Fact]
    public async Task Keys_WhoseMasterCrashedBeforeTheirVoid_LieUnfetchedUntilTheyExpire()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var beta = await LoseVoidsAsync(world);
        using var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.PeerUnreachable, (await world.Alpha.OrderKeysAsync(Order, keys)).Outcome);
        await world.CrashAlphaAsync();
        await world.Pools.BetaSite.Calls.HealAfterLossAsync(nameof(ISharedKeyGrain.VoidAsync));

        // The master was told nothing by which anybody could ask for it.
        Assert.Equal(0, keys.Count);
        var id = beta.Stored.Single();
        Assert.NotNull(await world.Pools.BetaSite.Vault.SharedKeys.FindAsync(id, Token));
        Assert.False(beta.WhenVoided.IsCompleted);

        world.Time.Advance(world.Pools.Options.TimeToLive);
        await NobodyCanFetchAsync(world, id);
        world.Time.Advance(world.Pools.Options.SweepPeriod);
        while (await world.Pools.BetaSite.Vault.SharedKeys.FindAsync(id, Token) is not null)
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task Keep_OfAFrame_IsDoneOnce()
    {
        await using var world = await FilledAsync(65536);
        var frame = await SealAsync(world);
        Assert.Equal(SharedKeyAnswer.Kept, await world.Beta.SharedKeys.Keeper.KeepAsync(frame));
        Assert.Equal(SharedKeyAnswer.NoPad, await world.Beta.SharedKeys.Keeper.KeepAsync(frame));
    }

    [Fact]
    public async Task Keep_OfAFrameThatComesAfterItsVoid_IsRefused()
    {
        await using var world = await FilledAsync(65536);
        var frame = await SealAsync(world);
        await world.Beta.SharedKeys.Keeper.VoidAsync(frame.Header.Ids);
        Assert.Equal(SharedKeyAnswer.Refused, await world.Beta.SharedKeys.Keeper.KeepAsync(frame));
        Assert.Null(await world.Pools.BetaSite.Vault.SharedKeys.FindAsync(frame.Header.Ids[0], Token));
    }

    [Fact]
    public async Task Keep_OfAChangedFrame_ConsumesNothing()
    {
        await using var world = await FilledAsync(65536);
        var frame = await SealAsync(world);
        var header = frame.Header;
        foreach (var changed in new[]
        {
            frame with { Header = header with { Readers = [SaeC] } },
            frame with { Header = header with { Master = SaeE } },
            frame with { Header = header with { Ids = [Guid.NewGuid(), header.Ids[1]] } },
            frame with { Header = header with { Ids = [header.Ids[1], header.Ids[0]] } },
            frame with { Ciphertext = frame.Ciphertext.SetItem(3, (byte)(frame.Ciphertext[3] ^ 1)) },
            frame with { Tag = frame.Tag.SetItem(0, (byte)(frame.Tag[0] ^ 1)) },
        })
        {
            Assert.Equal(SharedKeyAnswer.NotAuthentic, await world.Beta.SharedKeys.Keeper.KeepAsync(changed));
        }

        Assert.Equal(SharedKeyAnswer.Kept, await world.Beta.SharedKeys.Keeper.KeepAsync(frame));
    }

    [Fact]
    public async Task Keep_OfAFrameThatIsNotWhole_IsRefusedBeforeAnyPadIsTouched()
    {
        await using var world = await FilledAsync(65536);
        var frame = await SealAsync(world);
        var header = frame.Header;
        var range = frame.Pad.Ranges[0];
        foreach (var broken in new[]
        {
            frame with { Header = header with { Readers = [] } },
            frame with { Header = header with { Readers = [SaeB, SaeB] } },
            frame with { Header = header with { Readers = [SaeA] } },
            frame with { Header = header with { Master = SaeC } },
            frame with { Header = header with { Sender = KeyPoolWorld.Beta.Kme } },
            frame with { Header = header with { Receiver = KeyPoolWorld.Alpha.Kme } },
            frame with { Header = header with { Ids = default } },
            frame with { Header = header with { KeyBytes = 31 } },
            frame with { Pad = new PadReference([range, range]) },
            frame with { Pad = new PadReference([range with { Length = range.Length - 8 }]) },
            frame with { Tag = [] },
            frame with { Ciphertext = default },
        })
        {
            Assert.Equal(SharedKeyAnswer.Refused, await world.Beta.SharedKeys.Keeper.KeepAsync(broken));
        }

        Assert.Equal(SharedKeyAnswer.Kept, await world.Beta.SharedKeys.Keeper.KeepAsync(frame));
    }

    /// <summary>Keys reach beta, whose answer is lost, and that they are void does not.</summary>
    private static async Task<SharedKeySpy> LoseVoidsAsync(DeliveryWorld world)
    {
        var beta = SpyOn(world.Pools.BetaSite);
        world.RestartDeliveries();
        await world.FillAsync(65536);
        world.Pools.BetaSite.Calls.LoseReplies(nameof(ISharedKeyGrain.KeepAsync));
        world.Pools.BetaSite.Calls.LoseRequests(nameof(ISharedKeyGrain.VoidAsync));
        return beta;
    }

    private static SharedKeySpy SpyOn(WorldSite site)
    {
        (site.Vault, var spy) = SharedKeySpy.On(site.Vault);
        return spy;
    }

    private static async Task<SharedKeyFrame> SealAsync(DeliveryWorld world)
    {
        var keys = new byte[64];
        world.Entropy.Fill(keys);
        ImmutableArray<Guid> ids = [KeyId.CreateShared(keys).ToGuid(), KeyId.CreateShared(keys.AsSpan(16)).ToGuid()];
        var header = new SharedKeyHeader(KeyPoolWorld.Alpha.Kme, KeyPoolWorld.Beta.Kme, SaeA, [SaeB], ids, 32);
        var pad = await world.Alpha.TakeAsync(KeyPoolWorld.Beta.Kme, SharedKeySeal.PadBytes(keys.Length), Token);
        return SharedKeySeal.Seal(header, keys, pad!);
    }

    private static async Task NobodyCanFetchAsync(DeliveryWorld world, Guid id)
    {
        Assert.True(KeyId.TryFrom(id, out var key));
        foreach (var slave in new SaeId[] { SaeB, SaeE })
        {
            Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(slave, key)).Outcome);
        }
    }
}
