using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Do both ends hold the same block, or neither one that is used?</summary>
public sealed class BlockSupplyTests
{
    private static readonly PoolId AtAlpha = PoolId.Outbound(KeyPoolWorld.Alpha, KeyPoolWorld.Beta.Kme);
    private static readonly PoolId AtBeta = PoolId.Inbound(KeyPoolWorld.Beta, KeyPoolWorld.Alpha.Kme);
    private static readonly BlockKey First = new(1, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, BlockOrigin.Link)]
    [InlineData(false, BlockOrigin.Relayed)]
    public async Task Supply_IsRememberedAtBothEndsAsWhatMadeIt(bool byLink, BlockOrigin origin)
    {
        await using var world = await KeyPoolWorld.StartAsync();
        var supply = KeyPoolWorld.Supply(4096);
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(byLink ? supply : supply with { Link = null }, Token));

        Assert.Equal(origin, Assert.Single(await world.AlphaSite.Vault.ListAsync(AtAlpha, Token)).Origin);
        Assert.Equal(origin, Assert.Single(await world.BetaSite.Vault.ListAsync(AtBeta, Token)).Origin);
    }

    [Fact]
    public async Task Supply_WhenEndsAgree_StoresTheSameBytesWithoutComparisonKeys()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(1024), Token));
        using var alpha = await world.AlphaSite.Vault.LoadAsync(AtAlpha, First, Token);
        using var beta = await world.BetaSite.Vault.LoadAsync(AtBeta, First, Token);

        Assert.True(alpha!.FixedTimeEquals(beta!.Span));
        Assert.False(alpha.Span[..64].ContainsAnyExcept((byte)0));
        Assert.True(alpha.Span[64..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public async Task Supply_WhenCopiesDiffer_DestroysBoth()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        world.Source.Spoil = bytes => bytes[^1] ^= 1;
        Assert.Equal(SupplyStatus.Mismatch, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(1024), Token));
        Assert.Empty(await world.AlphaSite.Vault.ListAsync(AtAlpha, Token));
        Assert.Empty(await world.BetaSite.Vault.ListAsync(AtBeta, Token));
    }

    [Fact]
    public async Task Supply_WhenTheAnswerIsLost_LeavesNothingToLease()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        await world.AlphaOut.AgreeAsync(0, Token);
        world.BetaSite.Calls.LoseReplies(nameof(IKeyPoolEndGrain.OfferBlockAsync));
        Assert.Equal(SupplyStatus.PeerUnreachable, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(1024), Token));
        Assert.Equal(LeaseStatus.Exhausted, (await world.AlphaOut.LeaseAsync(new LeaseRequest(LeasePurpose.Key, 64), Token)).Status);

        world.BetaSite.Calls.Heal();
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(1024), Token));
        Assert.Equal(2, (await world.AlphaOut.LeaseAsync(new LeaseRequest(LeasePurpose.Key, 64), Token)).Lease!.Block);
    }

    [Fact]
    public async Task Supply_WhenTheAllocatorHoldsWhatTheCoordinatorLost_DropsItAtTheLease()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        await world.BetaOut.AgreeAsync(0, Token);
        world.BetaSite.Calls.LoseReplies(nameof(IKeyPoolEndGrain.OfferBlockAsync));
        Assert.Equal(SupplyStatus.PeerUnreachable, await world.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(1024), Token));

        world.BetaSite.Calls.Heal();
        Assert.Equal(LeaseStatus.Exhausted, (await world.BetaOut.LeaseAsync(new LeaseRequest(LeasePurpose.Key, 64), Token)).Status);
    }

    [Fact]
    public async Task OfferBlock_Repeated_IsStale()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(1024), Token));
        var repeated = await world.BetaIn.OfferBlockAsync(new BlockOffer(1, 1, 1104, null, [], []), Token);
        Assert.Equal(OfferStatus.Stale, repeated.Status);
        Assert.Single(await world.BetaSite.Vault.ListAsync(AtBeta, Token));
    }

    [Fact]
    public async Task Supply_AtTheHighWatermark_IsFull()
    {
        await using var world = await KeyPoolWorld.StartAsync(new KeyPoolOptions { CapacityBytes = 8192 });
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
        Assert.Equal(SupplyStatus.Full, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
    }

    [Fact]
    public async Task Supply_AtTheEndThatDoesNotCoordinate_IsRefused()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(SupplyStatus.Refused, await world.BetaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
        Assert.Equal(SupplyStatus.Refused, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(7), Token));
    }

    [Fact]
    public async Task Supply_WhileTheSourceIsSlow_DoesNotHoldUpLeases()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token);
        var release = new TaskCompletionSource();
        var reached = new TaskCompletionSource();
        world.Source.BeforeMaking = () =>
        {
            reached.SetResult();
            return release.Task;
        };
        var supply = world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token);
        await reached.Task;
        Assert.Equal(LeaseStatus.Granted, (await world.AlphaOut.LeaseAsync(new LeaseRequest(LeasePurpose.Key, 64), Token)).Status);

        release.SetResult();
        Assert.Equal(SupplyStatus.Committed, await supply);
    }

    [Fact]
    public async Task Activation_DestroysWhatWasLeftPrepared()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token);
        using var bytes = new QkdMec.Protocols.Secrets.KeyMaterial("left over", 1104);
        await world.AlphaSite.Vault.ClaimNumberAsync(AtAlpha, new BlockKey(1, 2), Token);
        await world.AlphaSite.Vault.StoreAsync(AtAlpha, NewBlocks.Of(new BlockKey(1, 2), BlockState.Prepared), bytes, Token);
        await world.RestartAsync(world.AlphaSite);

        await world.AlphaOut.GetStatusAsync(Token);
        Assert.Equal(First, Assert.Single(await world.AlphaSite.Vault.ListAsync(AtAlpha, Token)).Key);
    }
}
