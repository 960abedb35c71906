using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;

namespace QkdMec.Tests.Contracts.KeyVaults;

public sealed class SqliteSharedKeyTests : SharedKeyContract, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-shared-").FullName;
    private DatabaseKeyVault vault;

    public SqliteSharedKeyTests() => vault = DatabaseKeyVault.OpenSqlite(directory);

    protected override IKeyVault Vault => vault;

    public void Dispose()
    {
        vault.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Open_Again_ContinuesWithWhatWasStored()
    {
        var ids = await StoreAsync(1);
        vault.Dispose();
        vault = DatabaseKeyVault.OpenSqlite(directory);
        using var key = await Vault.SharedKeys.LoadAsync(ids[0], Token);
        Assert.Equal(1, key!.Span[31]);
    }

    [Fact]
    public async Task Files_HoldNoClearBytesAndNothingOfWhatWasVoided()
    {
        var ids = await StoreAsync(1);
        Assert.False(Contains(Enumerable.Repeat((byte)1, 32).ToArray()));
        var wrapped = ReadWrapped();
        Assert.True(Contains(wrapped));
        await Vault.SharedKeys.VoidAsync(ids, DateTimeOffset.UnixEpoch, Token);
        Assert.False(Contains(wrapped));
    }

    [Fact]
    public async Task Load_WhenTheRowWasChanged_Fails()
    {
        var ids = await StoreAsync(1);
        using (var connection = Connect())
        {
            new VaultSession(connection, null).Execute("update shared_key set master = 'sae-x'");
        }

        await Assert.ThrowsAsync<KeyVaultException>(async () => await Vault.SharedKeys.LoadAsync(ids[0], Token));
    }

    private System.Data.Common.DbConnection Connect() => new SqliteDialect(Path.Combine(directory, DatabaseKeyVault.SqliteFile)).Connect();

    private byte[] ReadWrapped()
    {
        using var connection = Connect();
        return new VaultSession(connection, null).Query("select wrapped from shared_key", row => (byte[])row[0]).Single();
    }

    private bool Contains(byte[] bytes) => Directory.GetFiles(directory).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
}
