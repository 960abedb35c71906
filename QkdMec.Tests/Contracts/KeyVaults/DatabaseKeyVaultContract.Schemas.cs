using System.Buffers.Binary;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Contracts.KeyVaults;

/// <summary>Vaults that other versions of the program made.</summary>
public abstract partial class DatabaseKeyVaultContract
{
    [Fact]
    public async Task Open_OfAVaultOfSchema1_KeepsItsBlocks()
    {
        var block = await StoreMarkedAsync();
        Change(session =>
        {
            MakeOld(session, "created bigint not null", "made");
            session.Execute("delete from vault where name = 'schema'");
        });

        // What made it is not known: it must not pass for a block that no relay saw.
        await AssertKeptAsync(block, NewBlocks.Provenance with { Origin = BlockOrigin.Relayed });
    }

    [Fact]
    public async Task Open_OfAVaultOfSchema2_KeepsItsBlocks()
    {
        var block = await StoreMarkedAsync();
        Change(session =>
        {
            MakeOld(session, "origin int not null, made bigint not null", "origin, made");
            WriteVersion(session, 2);
        });
        await AssertKeptAsync(block, NewBlocks.Provenance);
    }

    [Fact]
    public void Open_OfAVaultOfANewerProgram_SaysSo()
    {
        Change(session => WriteVersion(session, 99));
        Assert.Contains("schema 99", Assert.Throws<KeyVaultException>(Open).Message);
    }

    private protected abstract VaultDialect Dialect();

    /// <summary>Puts the ciphertexts into the rows of their blocks.</summary>
    private void MakeOld(VaultSession session, string columns, string values) => session.Execute(Dialect().Translate(
        $"""
        create table old (
            pool text not null, number bigint not null, epoch bigint not null, state int not null, bytes int not null, {columns},
            opened bigint null, wrapped blob not null, sealed blob not null, primary key (pool, number));
        insert into old select b.pool, b.number, epoch, state, bytes, {values}, opened, wrapped, sealed
        from block b join ciphertext c on c.pool = b.pool and c.number = b.number;
        drop table block;
        drop table ciphertext;
        alter table old rename to block;
        """));

    private static void WriteVersion(VaultSession session, int version)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, version);
        session.Execute("update vault set value = @value where name = 'schema'", ("@value", number));
    }

    private void Change(Action<VaultSession> change)
    {
        Close();
        using var connection = Dialect().Connect();
        change(new VaultSession(connection, null));
    }

    private async Task<BlockKey> StoreMarkedAsync()
    {
        var block = await StoreAsync(1, 1);
        await Vault.OpenAsync(Pool, block, DateTimeOffset.UnixEpoch, Token);
        await Vault.SaveMarksAsync([new BlockMarks(Pool, block, new byte[] { 5 })], Token);
        return block;
    }

    private async Task AssertKeptAsync(BlockKey block, BlockProvenance provenance)
    {
        Reopen();
        Assert.Equal(new BlockRecord(block, BlockState.Committed, 1104, DateTimeOffset.UnixEpoch, provenance), Assert.Single(await Vault.ListAsync(Pool, Token)));
        using var loaded = await Vault.LoadAsync(Pool, block, Token);
        Assert.Equal(1, loaded!.Span[500]);
        Assert.Equal(5, (await Vault.LoadMarksAsync(Pool, block, Token))[0]);
        Assert.Equal(new VaultPool(1, 1), await Vault.GetPoolAsync(Pool, Token));
        await StoreAsync(1, 2);
        Reopen();
        Assert.Equal(2, (await Vault.ListAsync(Pool, Token)).Length);
    }
}
