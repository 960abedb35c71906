using Npgsql;

namespace QkdMec.Client.Databases;

/// <summary>The tables and statements that a cluster's silos and gateways need in PostgreSQL: its members and the state of grains.</summary>
public static class ClusterDatabase
{
    /// <summary>The environment variable with the connection string.</summary>
    public const string Variable = "QKDMEC_POSTGRES";

    /// <summary>What brings a database to <see cref="Version"/>.</summary>
    public const string Remedy = "qkdmec database migrate";

    /// <summary>Any number will do, as long as all lock the same: two that run at once must not both create the tables.</summary>
    private const long LockNumber = 0x716B646D6563;

    private const string VersionTable = """
        CREATE TABLE IF NOT EXISTS qkdmec_schema (
            version integer PRIMARY KEY,
            name text NOT NULL,
            applied_at timestamptz NOT NULL DEFAULT now()
        )
        """;

    /// <summary>The version that this build works with.</summary>
    public static int Version => Migration.All[^1].Version;

    /// <summary>Brings the database to <see cref="Version"/>; safe at any time and by several at once.</summary>
    /// <returns>The version it had before; 0 when it had no tables.</returns>
    /// <exception cref="ClusterDatabaseException">It cannot be reached, or refuses.</exception>
    public static Task<int> MigrateAsync(string connectionString, CancellationToken cancellationToken) => UseAsync(connectionString, async connection =>
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockNumber})", cancellationToken);
        await ExecuteAsync(connection, VersionTable, cancellationToken);
        var before = await ReadVersionAsync(connection, cancellationToken);
        foreach (var migration in Migration.All.Where(migration => migration.Version > before))
        {
            await ExecuteAsync(connection, migration.Script, cancellationToken);
            await ExecuteAsync(connection, $"INSERT INTO qkdmec_schema (version, name) VALUES ({migration.Version}, '{migration.Name}')", cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return before;
    }, cancellationToken);

    /// <summary>Why this build cannot work with the database, with the remedy; null when it can.</summary>
    /// <exception cref="ClusterDatabaseException">It cannot be reached, or refuses.</exception>
    public static Task<string?> FindFaultAsync(string connectionString, CancellationToken cancellationToken) => UseAsync(connectionString, async connection =>
    {
        await using var command = new NpgsqlCommand("SELECT to_regclass('qkdmec_schema') IS NOT NULL", connection);
        var version = await command.ExecuteScalarAsync(cancellationToken) is true ? await ReadVersionAsync(connection, cancellationToken) : 0;
        return version switch
        {
            0 => $"the PostgreSQL database has no tables of QkdMec: run '{Remedy}' with the same {Variable}",
            _ when version < Version => $"the PostgreSQL database is at version {version}, this build needs {Version}: run '{Remedy}' with the same {Variable}",
            _ => FaultOfNewer(version),
        };
    }, cancellationToken);

    /// <summary>Why a database is too new; null when it is not.</summary>
    public static string? FaultOfNewer(int version) => version > Version
        ? $"the PostgreSQL database is at version {version}, this build knows {Version} only: use the newer build"
        : null;

    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM qkdmec_schema", connection);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string text, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(text, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<T> UseAsync<T>(string connectionString, Func<NpgsqlConnection, Task<T>> use, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            return await use(connection);
        }
        catch (Exception fault) when (fault is NpgsqlException or ArgumentException or TimeoutException)
        {
            throw new ClusterDatabaseException(fault);
        }
    }
}
