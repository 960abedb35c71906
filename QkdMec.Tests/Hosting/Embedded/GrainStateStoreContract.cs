using System.Text;
using Orleans.Storage;
using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Hosting;

/// <summary>What every store of grain states must do.</summary>
public abstract class GrainStateStoreContract : IAsyncLifetime
{
    private static readonly StateKey Key = new("state", "counter", "edge/one");
    private IGrainStateStore store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected abstract ValueTask<IGrainStateStore> OpenAsync();

    [Fact]
    public async Task Read_WhenNothingIsStored_IsNull() => Assert.Null(await store.ReadAsync(Key, Cancellation));

    [Fact]
    public async Task Write_ThenRead_GivesTheSameBytesAndVersion()
    {
        var etag = await store.WriteAsync(Key, Json("one"), null, Cancellation);
        var stored = await store.ReadAsync(Key, Cancellation);

        Assert.NotNull(stored);
        Assert.Equal(etag, stored.Etag);
        Assert.Equal("one", Text(stored));
    }

    [Fact]
    public async Task Write_WithTheStoredVersion_ReplacesItAndGivesAnother()
    {
        var first = await store.WriteAsync(Key, Json("one"), null, Cancellation);
        var second = await store.WriteAsync(Key, Json("two"), first, Cancellation);

        Assert.NotEqual(first, second);
        Assert.Equal("two", Text(await store.ReadAsync(Key, Cancellation)));
    }

    [Fact]
    public async Task Write_WithAnotherVersion_IsRefused_AndChangesNothing()
    {
        var first = await store.WriteAsync(Key, Json("one"), null, Cancellation);
        var second = await store.WriteAsync(Key, Json("two"), first, Cancellation);

        foreach (var wrong in new[] { null, first, "nonsense", second + "0" })
        {
            await Assert.ThrowsAsync<InconsistentStateException>(async () => await store.WriteAsync(Key, Json("three"), wrong, Cancellation));
        }

        Assert.Equal("two", Text(await store.ReadAsync(Key, Cancellation)));
    }

    [Fact]
    public async Task Write_WithAVersion_WhenNothingIsStored_IsRefused() =>
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await store.WriteAsync(Key, Json("one"), "1", Cancellation));

    [Fact]
    public async Task Clear_RemovesTheState_AndItsVersionNeverFitsAgain()
    {
        var first = await store.WriteAsync(Key, Json("one"), null, Cancellation);
        await store.ClearAsync(Key, first, Cancellation);
        Assert.Null(await store.ReadAsync(Key, Cancellation));

        await store.WriteAsync(Key, Json("two"), null, Cancellation);
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await store.WriteAsync(Key, Json("three"), first, Cancellation));
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await store.ClearAsync(Key, first, Cancellation));
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await store.ClearAsync(Key, null, Cancellation));
        Assert.Equal("two", Text(await store.ReadAsync(Key, Cancellation)));
    }

    [Fact]
    public async Task Clear_WhenNothingIsStored_DoesNothing()
    {
        await store.ClearAsync(Key, null, Cancellation);
        await Assert.ThrowsAsync<InconsistentStateException>(async () => await store.ClearAsync(Key, "1", Cancellation));
    }

    [Fact]
    public async Task Keys_ThatDifferInOnePart_DoNotMeet()
    {
        StateKey[] keys = [Key, Key with { StateName = "other" }, Key with { GrainType = "other" }, Key with { GrainKey = "edge/two" }, Key with { GrainKey = "EDGE/one" }];
        foreach (var key in keys)
        {
            await store.WriteAsync(key, Json(key.ToString()), null, Cancellation);
        }

        foreach (var key in keys)
        {
            Assert.Equal(key.ToString(), Text(await store.ReadAsync(key, Cancellation)));
        }
    }

    [Fact]
    public async Task Write_OfManyAtOnce_LetsExactlyOneWinPerVersion()
    {
        var first = await store.WriteAsync(Key, Json("0"), null, Cancellation);
        var attempts = await Task.WhenAll(Enumerable.Range(1, 100).Select(number => TryWriteAsync(first, number)));

        var winner = Assert.Single(attempts, attempt => attempt is not null);
        Assert.Equal(winner, (await store.ReadAsync(Key, Cancellation))!.Etag);
    }

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(StoredState? stored) => Encoding.UTF8.GetString(stored!.Utf8Json.Span);

    private async Task<string?> TryWriteAsync(string etag, int number)
    {
        try
        {
            return await Task.Run(async () => await store.WriteAsync(Key, Json($"{number}"), etag, Cancellation), Cancellation);
        }
        catch (InconsistentStateException)
        {
            return null;
        }
    }
}
