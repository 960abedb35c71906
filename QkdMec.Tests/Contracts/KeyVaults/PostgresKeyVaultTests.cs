using System.Data.Common;
using Npgsql;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Contracts.KeyVaults;

public sealed class PostgresKeyVaultTests(PostgresFixture fixture) : DatabaseKeyVaultContract, IClassFixture<PostgresFixture>
{
    private readonly string site = fixture.NewSite();

    [Fact]
    public async Task SeveralProcesses_SeeOneVault_AndNumbersGoToOneOfThem()
    {
        using var other = Open();
        Assert.Equal(Vault.Id, other.Id);
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(attempt => Task.Run(
            async () => await (attempt % 2 == 0 ? Vault : other).ClaimNumberAsync(Pool, new BlockKey(1, 1 + attempt / 20), Token), Token)));
        Assert.InRange(claims.Count(claim => claim == NumberClaim.Claimed), 1, 2);
        Assert.Equal(2, (await other.GetPoolAsync(Pool, Token)).HighestNumber);

        using var bytes = Bytes(9);
        Assert.True(await other.StoreAsync(Pool, NewBlocks.Of(new BlockKey(1, 2)), bytes, Token));
        using var loaded = await Vault.LoadAsync(Pool, new BlockKey(1, 2), Token);
        Assert.True(loaded!.FixedTimeEquals(bytes.Span));
    }

    [Fact]
    public async Task SeveralProcesses_ThatSaveMarksOfOneBlock_LoseNone()
    {
        using var other = Open();
        var block = await StoreAsync(1, 1);
        await Task.WhenAll(Enumerable.Range(0, 16).Select(bit => Task.Run(async () =>
        {
            var bits = new byte[2];
            bits[bit / 8] = (byte)(1 << bit % 8);
            await (bit % 2 == 0 ? Vault : other).SaveMarksAsync([new BlockMarks(Pool, block, bits)], Token);
        })));
        Assert.Equal([255, 255], (await Vault.LoadMarksAsync(Pool, block, Token))[..2]);
    }

    [Fact]
    public async Task Open_ManyAtOnce_MakesOneVault()
    {
        using var first = Open("new");
        var vaults = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Open("new"), Token)));
        Assert.Equal(first.Id, Assert.Single(vaults.Select(opened => opened.Id).Distinct()));
        Assert.NotEqual(Vault.Id, first.Id);
        Array.ForEach(vaults, opened => opened.Dispose());
    }

    [Fact]
    public async Task Server_WhenItIsAwayAndComesBack_FailsClearlyAndThenGoesOn()
    {
        var block = await StoreAsync(1, 1);
        await fixture.Server.StopAsync(Token);
        await Assert.ThrowsAsync<KeyVaultException>(async () => await Vault.ListAsync(Pool, Token));
        await Assert.ThrowsAsync<KeyVaultException>(async () => await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 2), Token));
        var many = Enumerable.Range(0, 50).Select(_ => Vault.OpenAsync(Pool, block, DateTimeOffset.UnixEpoch, Token).AsTask()).ToList();
        foreach (var write in many)
        {
            await Assert.ThrowsAsync<KeyVaultException>(() => write);
        }

        await fixture.Server.StartAsync(Token);
        await EventuallyAsync(async () => await Vault.ListAsync(Pool, Token));
        await EventuallyAsync(async () => await Vault.OpenAsync(Pool, block, DateTimeOffset.UnixEpoch, Token));
        Assert.Equal(DateTimeOffset.UnixEpoch, Assert.Single(await Vault.ListAsync(Pool, Token)).OpenedAt);
    }

    [Fact]
    public async Task Connections_WhenTheServerEndsThem_AreMadeAnewUnnoticed()
    {
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        Sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'qkdmec vault'");
        Assert.Equal(new VaultPool(1, 0), await Vault.GetPoolAsync(Pool, Token));
        Assert.Equal(NumberClaim.Claimed, await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 1), Token));
    }

    [Fact]
    public async Task Write_WhenAnotherProcessHoldsTheVault_FailsInsteadOfHanging()
    {
        await Vault.AdvanceEpochAsync(Pool, 1, Token);
        var dialect = new PostgresDialect(fixture.Server.ConnectionString, site);
        using (var frozen = dialect.Connect())
        using (var transaction = frozen.BeginTransaction())
        {
            dialect.Lock(new VaultSession(frozen, transaction));
            await Assert.ThrowsAsync<KeyVaultException>(async () => await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 1), Token));
            Assert.Equal(new VaultPool(1, 0), await Vault.GetPoolAsync(Pool, Token));
        }

        Assert.Equal(NumberClaim.Claimed, await Vault.ClaimNumberAsync(Pool, new BlockKey(1, 1), Token));
    }

    [Fact]
    public async Task Files_HoldNoClearBytes()
    {
        await StoreAsync(1, 1);
        Sql("checkpoint");
        Assert.False(FilesHold([.. Enumerable.Repeat((byte)1, 64)]));
        Assert.True(FilesHold(Wrapped()));
    }

    private static async Task EventuallyAsync(Func<Task> act)
    {
        // The lane rests after it could not connect; each failure says so, and the next try comes at once.
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (KeyVaultException) when (attempt < 1_000_000)
            {
            }
        }
    }

    protected override DatabaseKeyVault Open() => Open("");

    private protected override VaultDialect Dialect() => new PostgresDialect(fixture.Server.ConnectionString, site);

    private DatabaseKeyVault Open(string suffix) => DatabaseKeyVault.OpenPostgres(fixture.Server.ConnectionString, site + suffix, Folder);

    private byte[] Wrapped()
    {
        using var connection = new PostgresDialect(fixture.Server.ConnectionString, site).Connect();
        return new VaultSession(connection, null).Query("select wrapped from block", row => (byte[])row[0]).Single();
    }

    private void Sql(string sql)
    {
        using DbConnection connection = new NpgsqlConnection(fixture.Server.ConnectionString + ";Pooling=false");
        connection.Open();
        new VaultSession(connection, null).Execute(sql);
    }

    private bool FilesHold(byte[] bytes) => Directory.EnumerateFiles(fixture.Server.DataDirectory, "*", SearchOption.AllDirectories)
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(bytes) >= 0);
}
