using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Contracts.KeyVaults;

/// <summary>What every vault promises of the keys that several SAEs share.</summary>
public abstract class SharedKeyContract
{
    private static readonly SaeId Master = SaeId.Parse("sae-a");
    private static readonly SaeId One = SaeId.Parse("sae-b");
    private static readonly SaeId Two = SaeId.Parse("sae-c");
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch + TimeSpan.FromDays(400);
    private static readonly DateTimeOffset Expiry = Now + TimeSpan.FromHours(1);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IKeyVault Vault { get; }

    private ISharedKeyStore Keys => Vault.SharedKeys;

    [Fact]
    public async Task Load_GivesEachKeyOfWhatWasStored()
    {
        var ids = await StoreAsync(3);
        for (var i = 0; i < 3; i++)
        {
            using var key = await Keys.LoadAsync(ids[i], Token);
            Assert.Equal(Enumerable.Repeat((byte)(i + 1), 32), key!.Span.ToArray());
        }

        Assert.Null(await Keys.LoadAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Find_TellsWhoMayFetchUntilWhenAndWhoDid()
    {
        var ids = await StoreAsync(2);
        await Keys.MarkFetchedAsync([ids[0]], Two, Now, Token);
        await Keys.MarkFetchedAsync([ids[0]], Two, Now.AddSeconds(5), Token);
        await Keys.MarkFetchedAsync([ids[0], Guid.NewGuid()], SaeId.Parse("stranger"), Now, Token);
        var (first, second) = (await Keys.FindAsync(ids[0], Token), await Keys.FindAsync(ids[1], Token));
        Assert.Equal((ids[0], Master, Expiry), (first!.Id, first.Master, first.ExpiresAt));
        Assert.Equal([new SharedKeyReader(One, null), new SharedKeyReader(Two, Now)], first.Readers);
        Assert.Equal([new SharedKeyReader(One, null), new SharedKeyReader(Two, null)], second!.Readers);
        Assert.Null(await Keys.FindAsync(Guid.NewGuid(), Token));
    }

    [Fact]
    public async Task Store_WhenOneIdIsThere_StoresNone()
    {
        var ids = await StoreAsync(1);
        var other = Guid.NewGuid();
        using var bytes = Bytes(2);
        Assert.False(await Keys.StoreAsync(New([other, ids[0]]), bytes, Token));
        Assert.Null(await Keys.FindAsync(other, Token));
    }

    [Fact]
    public async Task Void_DestroysAndKeepsTheIdFromComingBack()
    {
        var ids = await StoreAsync(2);
        var late = Guid.NewGuid();
        await Keys.VoidAsync([ids[0], late], Expiry, Token);
        await Keys.VoidAsync([ids[0], late], Expiry, Token);
        Assert.Null(await Keys.FindAsync(ids[0], Token));
        Assert.Null(await Keys.LoadAsync(ids[0], Token));
        Assert.NotNull(await Keys.FindAsync(ids[1], Token));
        using var bytes = Bytes(1);
        Assert.False(await Keys.StoreAsync(New([late]), bytes, Token));
        Assert.Equal(3, await Keys.SweepAsync(Now, Now, Token));
        Assert.Equal(0, await Keys.SweepAsync(Expiry, Now, Token));
        Assert.True(await Keys.StoreAsync(New([late]), bytes, Token));
    }

    [Fact]
    public async Task Sweep_DestroysWhatAllFetchedAndWhatExpired()
    {
        var ids = await StoreAsync(2);
        await Keys.MarkFetchedAsync([ids[0]], One, Now, Token);
        Assert.Equal(2, await Keys.SweepAsync(Now, Now.AddMilliseconds(1), Token));
        await Keys.MarkFetchedAsync([ids[0]], Two, Now.AddSeconds(1), Token);
        Assert.Equal(2, await Keys.SweepAsync(Now, Now.AddSeconds(1), Token));
        Assert.Equal(1, await Keys.SweepAsync(Now, Now.AddMilliseconds(1001), Token));
        Assert.Null(await Keys.LoadAsync(ids[0], Token));
        Assert.NotNull(await Keys.FindAsync(ids[1], Token));
        Assert.Equal(0, await Keys.SweepAsync(Expiry, Now, Token));
    }

    protected static NewSharedKeys New(ImmutableArray<Guid> ids) => new(ids, Master, [Two, One], Expiry);

    protected static KeyMaterial Bytes(int count)
    {
        var bytes = new KeyMaterial("shared keys of a test", 32 * count);
        for (var i = 0; i < count; i++)
        {
            bytes.Span.Slice(32 * i, 32).Fill((byte)(i + 1));
        }

        return bytes;
    }

    protected async Task<ImmutableArray<Guid>> StoreAsync(int count)
    {
        ImmutableArray<Guid> ids = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];
        using var bytes = Bytes(count);
        Assert.True(await Keys.StoreAsync(New(ids), bytes, Token));
        return ids;
    }
}
