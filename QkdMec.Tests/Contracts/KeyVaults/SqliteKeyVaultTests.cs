using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;

namespace QkdMec.Tests.Contracts.KeyVaults;

public sealed class SqliteKeyVaultTests : DatabaseKeyVaultContract
{
    private string Database => Path.Combine(Folder, "vault.db");

    private string Key => Path.Combine(Folder, "master.key");

    [Fact]
    public void Files_AreReadableByTheirOwnerOnly()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
        }
        else
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Database));
        }
    }

    [Fact]
    public async Task Files_HoldNoClearBytesAndNothingOfWhatWasDestroyed()
    {
        var block = await StoreAsync(1, 1);
        Assert.False(Contains(Enumerable.Repeat((byte)1, 64).ToArray()));
        var wrapped = ReadWrapped();
        Assert.True(Contains(wrapped));
        await Vault.DestroyAsync(Pool, block, Token);
        Assert.False(Contains(wrapped));
    }

    [Fact]
    public void Open_WithAnotherMasterKey_SaysSo()
    {
        Close();
        File.WriteAllBytes(Key, new byte[32]);
        Assert.Contains("not this vault's", Assert.Throws<KeyVaultException>(() => DatabaseKeyVault.OpenSqlite(Folder)).Message);
    }

    [Fact]
    public void Open_WithoutItsMasterKey_SaysSoAndMakesNone()
    {
        Close();
        File.Delete(Key);
        Assert.Contains("is missing", Assert.Throws<KeyVaultException>(() => DatabaseKeyVault.OpenSqlite(Folder)).Message);
        Assert.False(File.Exists(Key));
    }

    [Fact]
    public void Open_WhenTheFileIsNoDatabase_SaysSo()
    {
        Close();
        File.WriteAllText(Database, new string('x', 5000));
        Assert.Contains("cannot be opened", Assert.Throws<KeyVaultException>(() => DatabaseKeyVault.OpenSqlite(Folder)).Message);
    }

    [Fact]
    public async Task Load_WhenTheRowWasChanged_Fails()
    {
        var block = await StoreAsync(1, 1);
        using (var connection = new SqliteDialect(Database).Connect())
        {
            new VaultSession(connection, null).Execute("update ciphertext set sealed = @sealed", ("@sealed", new byte[1104 + 28]));
        }

        await Assert.ThrowsAsync<KeyVaultException>(async () => await Vault.LoadAsync(Pool, block, Token));
    }

    [Fact]
    public async Task Write_AfterDispose_Fails()
    {
        Close();
        await Assert.ThrowsAsync<KeyVaultException>(async () => await Vault.DestroyAsync(Pool, new(1, 1), Token));
        Reopen();
    }

    protected override DatabaseKeyVault Open() => DatabaseKeyVault.OpenSqlite(Folder);

    private protected override VaultDialect Dialect() => new SqliteDialect(Database);

    private byte[] ReadWrapped()
    {
        using var connection = new SqliteDialect(Database).Connect();
        return new VaultSession(connection, null).Query("select wrapped from block", row => (byte[])row[0]).Single();
    }

    private bool Contains(byte[] bytes) => Directory.GetFiles(Folder).Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
}
