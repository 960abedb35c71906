using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;
using QkdMec.Silo.KeyVaults;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.KeyPools;

namespace QkdMec.Tests.Hosts.KeyListeners;

/// <summary>Is a block that was used up, or that expired, gone from the vault's files: database and write-ahead log?</summary>
public sealed class DestructionTests : IDisposable
{
    private static readonly PoolId Pool = PoolId.Inbound(KeyPoolWorld.Beta, KeyPoolWorld.Alpha.Kme);
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-vault-").FullName;
    private readonly DatabaseKeyVault vault;

    public DestructionTests() => vault = DatabaseKeyVault.OpenSqlite(directory);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        vault.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Block_OnceAllItsKeysWereFetched_IsGoneFromTheFiles()
    {
        await using var world = await ListenerWorld.FilledAsync(vault, 64);
        var (first, second) = (await world.DrawAsync(), await world.DrawAsync());
        var row = ReadRow();
        await world.FetchAsync(world.One, first);
        await world.FetchAsync(world.One, second);
        await world.One.Delivery.FlushAsync();
        Assert.True(FilesHold(row.Wrapped) && FilesHold(row.Sealed));
        AssertNoClearBytes(first, second);

        world.Time.Advance(world.Options.RepeatWindow + world.Options.MarkDelay + world.Options.MarkDelay);
        await WhenEmptyAsync();
        Assert.False(FilesHold(row.Wrapped));
        Assert.False(FilesHold(row.Sealed));
        AssertNoClearBytes(first, second);
    }

    [Fact]
    public async Task Block_OnceItExpired_IsDestroyedByTheSweepAndGoneFromTheFiles()
    {
        var (time, options, block) = (new ManualTimeProvider(), new KeyPoolOptions(), new BlockKey(1, 1));
        await vault.AdvanceEpochAsync(Pool, 1, Token);
        await vault.ClaimNumberAsync(Pool, block, Token);
        using var bytes = new KeyMaterial("block", 1104);
        bytes.Span.Fill(0x5A);
        await vault.StoreAsync(Pool, NewBlocks.Of(block), bytes, Token);
        await vault.OpenAsync(Pool, block, time.GetUtcNow(), Token);
        var row = ReadRow();

        time.Advance(3 * options.TimeToLive - TimeSpan.FromSeconds(1));
        await SweepAsync(time, options);
        Assert.True(FilesHold(row.Wrapped));
        time.Advance(TimeSpan.FromSeconds(1));
        await SweepAsync(time, options);

        Assert.Empty(await vault.ListAsync(Pool, Token));
        Assert.False(FilesHold(row.Wrapped));
        Assert.False(FilesHold(row.Sealed));
        Assert.False(FilesHold([.. Enumerable.Repeat((byte)0x5A, 16)]));
    }

    private async Task SweepAsync(ManualTimeProvider time, KeyPoolOptions options)
    {
        var site = new WorldSite(KeyPoolWorld.Beta, new SharedBlockSource()) { Vault = vault };
        var network = new FixedNetwork(new([KeyPoolWorld.Alpha, KeyPoolWorld.Beta], [LinkId.Between(KeyPoolWorld.Alpha.Kme, KeyPoolWorld.Beta.Kme)], []));
        var end = KeyPoolEnd.Of(Pool.ToGrainKey(), new KeyPoolServices(site, network, options, time, NullLogger<KeyPoolServices>.Instance));
        await KeyPoolSurface.DestroyAsync(end, block => BlockExpiry.IsDoneInbound(block, default, options.TimeToLive, time.GetUtcNow()), Token);
    }

    private async Task WhenEmptyAsync()
    {
        // The last timer began the destruction; another thread writes it.
        while ((await vault.ListAsync(Pool, Token)).Length > 0)
        {
            await Task.Yield();
        }

        // The log is emptied after the rows are gone, and before the next write is answered.
        await vault.DestroyAsync(Pool, new BlockKey(1, 1), Token);
    }

    private (byte[] Wrapped, byte[] Sealed) ReadRow()
    {
        using var connection = new SqliteDialect(Path.Combine(directory, DatabaseKeyVault.SqliteFile)).Connect();
        return new VaultSession(connection, null).Query("select wrapped, sealed from block join ciphertext using (pool, number)", row => ((byte[])row[0], ((byte[])row[1])[..64])).Single();
    }

    private void AssertNoClearBytes(params KeyBatch[] drawn)
    {
        foreach (var keys in drawn)
        {
            Assert.False(FilesHold(keys.KeyOf(0)[..16].ToArray()));
        }
    }

    private bool FilesHold(byte[] wanted) => Directory.GetFiles(directory).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(wanted) >= 0);
}
