using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;

namespace QkdMec.Tests.Contracts.KeyVaults;

/// <summary>What a vault in a database promises beyond what every vault does: opened again it is the same one.</summary>
public abstract partial class DatabaseKeyVaultContract : KeyVaultContract, IAsyncLifetime
{
    private DatabaseKeyVault vault = null!;

    protected override IKeyVault Vault => vault;

    /// <summary>Where its files are: at least its master key.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("qkdmec-vault-").FullName;

    public ValueTask InitializeAsync()
    {
        vault = Open();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Close();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Open_Again_ContinuesWithWhatWasStored()
    {
        var block = await StoreAsync(1, 7);
        await Vault.SaveMarksAsync([new BlockMarks(Pool, block, new byte[] { 5 })], Token);
        var id = Vault.Id;
        Reopen();

        Assert.Equal(id, Vault.Id);
        Assert.Equal(new VaultPool(1, 7), await Vault.GetPoolAsync(Pool, Token));
        using var loaded = await Vault.LoadAsync(Pool, block, Token);
        Assert.Equal(7, loaded!.Span[500]);
        Assert.Equal(5, (await Vault.LoadMarksAsync(Pool, block, Token))[0]);
    }

    /// <summary>Opens the vault.</summary>
    protected abstract DatabaseKeyVault Open();

    /// <summary>Closes it.</summary>
    protected void Close() => vault.Dispose();

    /// <summary>Closes it and opens it again.</summary>
    protected void Reopen()
    {
        Close();
        vault = Open();
    }
}
