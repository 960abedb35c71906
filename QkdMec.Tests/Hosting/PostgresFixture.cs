using Npgsql;

namespace QkdMec.Tests.Hosting;

/// <summary>A PostgreSQL server for the tests of one class; they are skipped where the machine has none.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    private ThrowawayPostgres? server;
    private int used;

    internal ThrowawayPostgres Server
    {
        get
        {
            Assert.SkipWhen(server is null, "there are no PostgreSQL binaries (initdb, pg_ctl) on this machine");
            return server!;
        }
    }

    /// <summary>A name that no other test has on this server.</summary>
    public string NewSite() => $"site-{Interlocked.Increment(ref used)}";

    /// <summary>A database that no other test has; its connection string.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref used)}";
        await using var connection = new NpgsqlConnection(Server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask InitializeAsync() => server = await ThrowawayPostgres.TryStartAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
