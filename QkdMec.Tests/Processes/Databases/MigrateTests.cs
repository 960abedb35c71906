using Npgsql;
using QkdMec.Client.Databases;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Wire.Networks;

namespace QkdMec.Tests.Processes.Databases;

/// <summary><c>qkdmec database migrate</c>, and what silos say of a database that it was not run on.</summary>
public sealed class MigrateTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Migrate_MakesTheTables_AndASecondTimeChangesNothing()
    {
        var database = await postgres.NewDatabaseAsync();
        Assert.Contains("has no tables of QkdMec: run 'qkdmec database migrate'", await ClusterDatabase.FindFaultAsync(database, Cancellation), StringComparison.Ordinal);
        var (first, second) = (await MigrateAsync(database), await MigrateAsync(database));

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal($"the database is at version {ClusterDatabase.Version}, it was at 0", first.Output.Trim());
        Assert.Equal($"the database is at version {ClusterDatabase.Version} already", second.Output.Trim());
        Assert.Null(await ClusterDatabase.FindFaultAsync(database, Cancellation));
    }

    [Fact]
    public async Task Migrate_BySeveralAtOnce_IsDoneOnce()
    {
        var database = await postgres.NewDatabaseAsync();
        var before = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ClusterDatabase.MigrateAsync(database, Cancellation)));

        Assert.Equal([0, ClusterDatabase.Version, ClusterDatabase.Version, ClusterDatabase.Version], before.Order());
    }

    [Fact]
    public async Task Migrate_GoesOnFromAnOlderVersion()
    {
        var database = await postgres.NewDatabaseAsync();
        await ClusterDatabase.MigrateAsync(database, Cancellation);
        await ExecuteAsync(database, "delete from qkdmec_schema where version = 2; drop table cluster_member, cluster_version");
        Assert.Contains("is at version 1, this build needs 2: run 'qkdmec database migrate'", await ClusterDatabase.FindFaultAsync(database, Cancellation), StringComparison.Ordinal);

        Assert.Equal(1, await ClusterDatabase.MigrateAsync(database, Cancellation));
        Assert.Null(await ClusterDatabase.FindFaultAsync(database, Cancellation));
    }

    [Fact]
    public async Task Database_OfANewerBuild_IsLeftAlone()
    {
        var database = await postgres.NewDatabaseAsync();
        await ClusterDatabase.MigrateAsync(database, Cancellation);
        await ExecuteAsync(database, "insert into qkdmec_schema (version, name) values (999, 'later')");
        var run = await MigrateAsync(database);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"is at version 999, this build knows {ClusterDatabase.Version} only: use the newer build", run.Error, StringComparison.Ordinal);
        Assert.Contains("use the newer build", await ClusterDatabase.FindFaultAsync(database, Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 2, "set QKDMEC_POSTGRES to the connection string of the database")]
    [InlineData("nonsense", 2, "cannot be used")]
    [InlineData("Host=127.0.0.1;Port=1;Username=app;Password=hidden;Database=none;Timeout=2", 3, "the PostgreSQL database for cluster and grain state cannot be used")]
    public async Task Migrate_WithoutADatabase_SaysSoInOneLine(string? connection, int exitCode, string reason)
    {
        var run = await MigrateAsync(connection);

        Assert.Equal(exitCode, run.ExitCode);
        var line = Assert.Single(run.Error.Trim().Split('\n'));
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
    }

    private static Task<CommandRun> MigrateAsync(string? database) => CommandRun.OfAsync(["database", "migrate"], (ClusterDatabase.Variable, database));

    private static async Task ExecuteAsync(string database, string text)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(Cancellation);
    }
}
