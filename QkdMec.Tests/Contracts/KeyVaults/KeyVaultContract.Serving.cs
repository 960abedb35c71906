using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Contracts.KeyVaults;

/// <content>Which listener serves which block.</content>
public abstract partial class KeyVaultContract
{
    private static readonly KeyListenerId Listener = KeyListenerId.Parse("site/one");
    private static readonly KeyListenerId OtherListener = KeyListenerId.Parse("site/two");

    [Fact]
    public async Task Serve_GivesABlockToOneRun_UntilThatRunIsOver()
    {
        var block = await StoreAsync(1, 1);
        var first = await Vault.BeginLifeAsync(Listener, false, Token);
        var second = await Vault.BeginLifeAsync(OtherListener, false, Token);
        Assert.Equal(first, await Vault.ServeAsync(Pool, block, first.Number, Token));
        Assert.Equal(first, await Vault.ServeAsync(Pool, block, second.Number, Token));
        Assert.Null(await Vault.ServeAsync(OtherDirection, block, second.Number, Token));
        Assert.Null(await Vault.ServeAsync(Pool, block with { Epoch = 2 }, second.Number, Token));

        await Vault.EndLifeAsync(first, Token);
        Assert.False(await Vault.BeatAsync(first.Number, Token));
        Assert.Null(await Vault.ServeAsync(Pool, block, first.Number, Token));
        Assert.Equal(second, await Vault.ServeAsync(Pool, block, second.Number, Token));
        var third = await Vault.BeginLifeAsync(Listener, false, Token);
        Assert.NotEqual(first.Number, third.Number);
        Assert.Equal(second, await Vault.ServeAsync(Pool, block, third.Number, Token));
    }

    [Fact]
    public async Task EndLife_WhenItShowedALaterSignOfLife_LeavesIt()
    {
        var seen = await Vault.BeginLifeAsync(Listener, false, Token);
        Assert.True(await Vault.BeatAsync(seen.Number, Token));
        await Vault.EndLifeAsync(seen, Token);
        Assert.True(await Vault.BeatAsync(seen.Number, Token));

        await Vault.StopBeatsAsync(seen.Number, Token);
        Assert.False(await Vault.BeatAsync(seen.Number, Token));
        var block = await StoreAsync(1, 1);
        var stopped = await Vault.ServeAsync(Pool, block, seen.Number, Token);
        Assert.Equal(3, stopped!.Beat);
        await Vault.EndLifeAsync(stopped, Token);
        Assert.Null(await Vault.ServeAsync(Pool, block, seen.Number, Token));
    }

    [Fact]
    public async Task BeginLife_WhenEarlierRunsAreKnownToBeOver_EndsThoseOfThatListenerOnly()
    {
        var earlier = await Vault.BeginLifeAsync(Listener, false, Token);
        var other = await Vault.BeginLifeAsync(OtherListener, false, Token);
        var life = await Vault.BeginLifeAsync(Listener, true, Token);
        Assert.False(await Vault.BeatAsync(earlier.Number, Token));
        Assert.True(await Vault.BeatAsync(other.Number, Token));
        Assert.True(await Vault.BeatAsync(life.Number, Token));
    }
}
