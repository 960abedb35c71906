using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Contracts.KeyVaults;

/// <summary>What every vault promises.</summary>
public abstract partial class KeyVaultContract
{
    protected static readonly PoolId Pool = PoolId.Outbound(new KmeAddress(SiteId.Parse("site"), KmeId.Parse("kme-a")), KmeId.Parse("kme-b"));
    protected static readonly PoolId OtherDirection = PoolId.Inbound(new KmeAddress(SiteId.Parse("site"), KmeId.Parse("kme-a")), KmeId.Parse("kme-b"));

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IKeyVault Vault { get; }

    [Fact]
    public async Task GetPool_WhenNew_IsZero() => Assert.Equal(default, await Vault.GetPoolAsync(Pool, Token));

    [Fact]
    public async Task ClaimNumber_GivesEachNumberOnceAndOnlyUpwards()
    {
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        Assert.Equal(NumberClaim.WrongEpoch, await Vault.ClaimNumberAsync(Pool, new BlockKey(2, 1), Token));
        Assert.Equal(NumberClaim.Claimed, await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 3), Token));
        Assert.Equal(NumberClaim.Stale, await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 3), Token));
        Assert.Equal(NumberClaim.Stale, await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 2), Token));
        Assert.Equal(new VaultPool(1, 3), await Vault.GetPoolAsync(Pool, Token));
        Assert.Equal(default, await Vault.GetPoolAsync(OtherDirection, Token));
    }

    [Fact]
    public async Task ClaimNumber_ManyAtOnce_GivesItToOne()
    {
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () => await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 1), Token))));
        Assert.Single(claims, NumberClaim.Claimed);
    }

    [Fact]
    public async Task Load_GivesTheStoredBytesOnceCommitted()
    {
        var block = await ClaimAsync(1, 1);
        using var bytes = Bytes(3);
        Assert.True(await Vault.StoreAsync(Pool, NewBlocks.Of(block, BlockState.Prepared), bytes, Token));
        Assert.Null(await Vault.LoadAsync(Pool, block, Token));
        Assert.True(await Vault.CommitAsync(Pool, block, Token));
        using var loaded = await Vault.LoadAsync(Pool, block, Token);
        Assert.True(loaded!.FixedTimeEquals(bytes.Span));
        Assert.Null(await Vault.LoadAsync(OtherDirection, block, Token));
        Assert.Null(await Vault.LoadAsync(Pool, block with { Epoch = 2 }, Token));
    }

    [Fact]
    public async Task Store_WithoutClaimOrTwiceOrOfAnotherEpoch_IsRefused()
    {
        var block = await ClaimAsync(1, 1);
        using var bytes = Bytes(3);
        Assert.False(await Vault.StoreAsync(Pool, NewBlocks.Of(block with { Number = 2 }), bytes, Token));
        Assert.False(await Vault.StoreAsync(Pool, NewBlocks.Of(block with { Epoch = 2 }), bytes, Token));
        Assert.True(await Vault.StoreAsync(Pool, NewBlocks.Of(block), bytes, Token));
        Assert.False(await Vault.StoreAsync(Pool, NewBlocks.Of(block), bytes, Token));
    }

    [Fact]
    public async Task AdvanceEpoch_DestroysOlderBlocksOfThatPoolOnly()
    {
        var block = await StoreAsync(1, 1);
        await Vault.AdvanceEpochAsync(OtherDirection, 5, Token);
        Assert.Single(await Vault.ListAsync(Pool, Token));
        await Vault.AdvanceEpochAsync(Pool, 2, Token);
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        Assert.Equal(new VaultPool(2, 0), await Vault.GetPoolAsync(Pool, Token));
        Assert.Empty(await Vault.ListAsync(Pool, Token));
        Assert.Null(await Vault.LoadAsync(Pool, block, Token));
        Assert.False(await Vault.CommitAsync(Pool, block, Token));
    }

    [Fact]
    public async Task List_IsInOrderOfNumbersAndTellsWhenABlockWasOpenedFirst()
    {
        await StoreAsync(1, 2);
        var later = await StoreAsync(1, 10);
        await Vault.OpenAsync(Pool, later, DateTimeOffset.UnixEpoch, Token);
        await Vault.OpenAsync(Pool, later, DateTimeOffset.UnixEpoch + TimeSpan.FromDays(1), Token);
        var listed = await Vault.ListAsync(Pool, Token);
        Assert.Equal(
            [
                new BlockRecord(new BlockKey(1, 2), BlockState.Committed, 1104, null, NewBlocks.Provenance),
                new BlockRecord(later, BlockState.Committed, 1104, DateTimeOffset.UnixEpoch, NewBlocks.Provenance),
            ],
            listed);
    }

    [Theory]
    [InlineData(BlockOrigin.Link)]
    [InlineData(BlockOrigin.Relayed)]
    [InlineData(BlockOrigin.Local)]
    public async Task List_TellsWhereABlockComesFromAndHowOldItIs(BlockOrigin origin)
    {
        var block = await ClaimAsync(1, 1);
        using var bytes = Bytes(1);
        var made = new BlockProvenance(origin, DateTimeOffset.UnixEpoch + TimeSpan.FromMilliseconds(1234567890123));
        Assert.True(await Vault.StoreAsync(Pool, new NewBlock(block, BlockState.Prepared, made), bytes, Token));
        await Vault.CommitAsync(Pool, block, Token);
        await Vault.OpenAsync(Pool, block, DateTimeOffset.UnixEpoch, Token);
        var listed = Assert.Single(await Vault.ListAsync(Pool, Token));
        Assert.Equal((origin, made.MadeAt), (listed.Origin, listed.MadeAt));
    }

    [Fact]
    public async Task Destroy_LeavesNothingAndCanBeRepeated()
    {
        var block = await StoreAsync(1, 1);
        await Vault.SaveMarksAsync([new BlockMarks(Pool, block, new byte[] { 1 })], Token);
        await Vault.DestroyAsync(Pool, block, Token);
        await Vault.DestroyAsync(Pool, block, Token);
        Assert.Empty(await Vault.ListAsync(Pool, Token));
        Assert.Null(await Vault.LoadAsync(Pool, block, Token));
        Assert.False((await Vault.LoadMarksAsync(Pool, block, Token)).AsSpan().ContainsAnyExcept((byte)0));
        using var bytes = Bytes(1);
        Assert.Equal(NumberClaim.Stale, await Vault.ClaimNumberAsync(Pool, block, Token));
    }

    [Fact]
    public async Task DestroyPrepared_LeavesWhatWasCommitted()
    {
        var committed = await StoreAsync(1, 1, BlockState.Prepared);
        var prepared = await StoreAsync(1, 2, BlockState.Prepared);
        Assert.True(await Vault.CommitAsync(Pool, committed, Token));
        await Vault.DestroyPreparedAsync(Pool, committed, Token);
        await Vault.DestroyPreparedAsync(Pool, prepared, Token);
        await Vault.DestroyPreparedAsync(Pool, prepared, Token);
        await Vault.DestroyPreparedAsync(Pool, new BlockKey(1, 9), Token);

        Assert.Equal(committed, Assert.Single(await Vault.ListAsync(Pool, Token)).Key);
        using var bytes = await Vault.LoadAsync(Pool, committed, Token);
        Assert.NotNull(bytes);
        Assert.False(await Vault.CommitAsync(Pool, prepared, Token));
    }

    [Fact]
    public async Task SaveMarks_AddsToWhatIsStored()
    {
        var block = await StoreAsync(1, 1);
        await Vault.SaveMarksAsync([new BlockMarks(Pool, block, new byte[] { 1, 0, 128 })], Token);
        await Vault.SaveMarksAsync([new BlockMarks(Pool, block, new byte[] { 2, 0, 0 }), new BlockMarks(Pool, new BlockKey(1, 9), new byte[] { 1 })], Token);
        Assert.Equal([3, 0, 128], (await Vault.LoadMarksAsync(Pool, block, Token))[..3]);
    }

    [Fact]
    public async Task RaiseMark_OnlyRisesAndEndsWithItsEpoch()
    {
        await Vault.RaiseMarkAsync(Pool, 1, new PoolMark(1, 8), Token);
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        Assert.Equal(new VaultPool(1, 0), await Vault.GetPoolAsync(Pool, Token));

        await Vault.RaiseMarkAsync(Pool, 1, new PoolMark(2, 8), Token);
        await Vault.RaiseMarkAsync(Pool, 1, new PoolMark(1, 4096), Token);
        await Vault.RaiseMarkAsync(Pool, 2, new PoolMark(9, 0), Token);
        Assert.Equal(new PoolMark(2, 8), (await Vault.GetPoolAsync(Pool, Token)).Mark);
        await Vault.RaiseMarkAsync(Pool, 1, new PoolMark(2, 16), Token);
        Assert.Equal(NumberClaim.Claimed, await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 5), Token));
        Assert.Equal(new VaultPool(1, 5, new PoolMark(2, 16)), await Vault.GetPoolAsync(Pool, Token));

        await Vault.AdvanceEpochAsync(Pool, 2, Token);
        Assert.Equal(new VaultPool(2, 0), await Vault.GetPoolAsync(Pool, Token));
    }

    protected static KeyMaterial Bytes(byte fill)
    {
        var bytes = new KeyMaterial("test block", 1104);
        bytes.Span.Fill(fill);
        return bytes;
    }

    protected async Task<BlockKey> StoreAsync(ulong epoch, long number, BlockState state = BlockState.Committed)
    {
        var block = await ClaimAsync(epoch, number);
        using var bytes = Bytes((byte)number);
        Assert.True(await Vault.StoreAsync(Pool, NewBlocks.Of(block, state), bytes, Token));
        return block;
    }

    private async Task<BlockKey> ClaimAsync(ulong epoch, long number)
    {
        await Vault.AdvanceEpochAsync(Pool, epoch, Token);
        var block = new BlockKey(epoch, number);
        Assert.Equal(NumberClaim.Claimed, await Vault.ClaimNumberAsync(Pool, block, Token));
        return block;
    }
}
