using System.Net.Sockets;
using Npgsql;
using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Contracts.KeyVaults;

/// <summary>What keeps a vault in PostgreSQL from opening: one clear line, without a password.</summary>
public sealed class PostgresVaultOpeningTests(PostgresFixture fixture) : IClassFixture<PostgresFixture>, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-vault-").FullName;
    private readonly string site = fixture.NewSite();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Key => Path.Combine(directory, "master.key");

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Open_WithAnotherMasterKey_SaysSo()
    {
        Open().Dispose();
        File.WriteAllBytes(Key, new byte[32]);
        Assert.Contains("not this vault's", Assert.Throws<KeyVaultException>(() => Open()).Message);
    }

    [Fact]
    public void Open_WithoutItsMasterKey_SaysSoAndMakesNone()
    {
        Open().Dispose();
        File.Delete(Key);
        Assert.Contains("is missing", Assert.Throws<KeyVaultException>(() => Open()).Message);
        Assert.False(File.Exists(Key));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=app;Password=secret-word;Database=postgres", "PostgreSQL 127.0.0.1:1/postgres")]
    [InlineData("Host=127.0.0.1;Prot=1;Password=secret-word", "cannot be read")]
    [InlineData("secret-word", "cannot be read")]
    public void Open_WhenTheServerCannotBeUsed_SaysWhichAndNoPassword(string connection, string said)
    {
        var message = Assert.Throws<KeyVaultException>(() => DatabaseKeyVault.OpenPostgres(connection, site, directory)).Message;
        Assert.Contains(said, message);
        Assert.DoesNotContain("secret-word", message);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public async Task Open_WhenTheServerDoesNotSync_IsRefused()
    {
        await fixture.Server.StopAsync(Token);
        await fixture.Server.StartAsync(Token, "fsync=off");
        var refused = Assert.Throws<KeyVaultException>(() => Open());
        await fixture.Server.StopAsync(Token);
        await fixture.Server.StartAsync(Token);
        Assert.Contains("set fsync = on", refused.Message);
    }

    [Fact]
    public void IsBusy_OnlyWhenAServerThatIsThereWasTooSlow()
    {
        var dialect = new PostgresDialect(fixture.Server.ConnectionString, site);
        Assert.True(dialect.IsBusy(new TimeoutException()));
        Assert.True(dialect.IsBusy(new NpgsqlException("reading", new TimeoutException())));
        Assert.All(new[] { "57014", "25P03", "55P03" }, state => Assert.True(dialect.IsBusy(new PostgresException("late", "ERROR", "ERROR", state)), state));
        Assert.False(dialect.IsBusy(new PostgresException("no right", "ERROR", "ERROR", "42501")));
        Assert.False(dialect.IsBusy(new NpgsqlException("connecting", new SocketException((int)SocketError.ConnectionRefused))));
        Assert.False(dialect.IsBusy(new IOException()));
    }

    [Fact]
    public void SchemaOf_LongNames_DifferAndFit()
    {
        var names = new[] { "a", "B.c-d", new string('x', 64), new string('x', 63) + "y" }.Select(PostgresDialect.SchemaOf).ToList();
        Assert.Equal(4, names.Distinct().Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 63));
    }

    private DatabaseKeyVault Open() => DatabaseKeyVault.OpenPostgres(fixture.Server.ConnectionString, site, directory);
}
