using System.Globalization;
using Microsoft.Data.Sqlite;
using QkdMec.Embedded.Storage;

namespace QkdMec.Silo.Hosting;

/// <summary>The table of grain states. For one thread at a time.</summary>
internal sealed class StateTable : IDisposable
{
    /// <summary>The version of the table's shape, in the file's <c>user_version</c>.</summary>
    public const int SchemaVersion = 1;

    private const string Schema = """
        CREATE TABLE IF NOT EXISTS grain_state (
            grain_type TEXT NOT NULL, grain_key TEXT NOT NULL, state_name TEXT NOT NULL,
            version INTEGER NOT NULL, json BLOB NOT NULL,
            PRIMARY KEY (grain_type, grain_key, state_name)) WITHOUT ROWID;
        """;

    private const string OfKey = "WHERE grain_type = $type AND grain_key = $key AND state_name = $name";
    private static readonly StoredState NothingStored = new(default, "");

    private readonly SqliteConnection connection;
    private readonly SqliteCommand read;
    private readonly SqliteCommand insert;
    private readonly SqliteCommand update;
    private readonly SqliteCommand delete;
    private long version;

    private StateTable(SqliteConnection connection)
    {
        this.connection = connection;
        read = Prepare($"SELECT version, json FROM grain_state {OfKey}");
        insert = Prepare("INSERT INTO grain_state VALUES ($type, $key, $name, $version, $json) ON CONFLICT DO NOTHING", "$version", "$json");
        update = Prepare($"UPDATE grain_state SET version = $version, json = $json {OfKey} AND version = $etag", "$version", "$json", "$etag");
        delete = Prepare($"DELETE FROM grain_state {OfKey} AND version = $etag", "$etag");

        // Versions only rise while the process lives, also over cleared states: an old one never fits again.
        version = Convert.ToInt64(Scalar("SELECT coalesce(max(version), 0) FROM grain_state"), CultureInfo.InvariantCulture);
        Synchronous = Convert.ToInt64(Scalar("PRAGMA synchronous"), CultureInfo.InvariantCulture);
    }

    /// <summary>SQLite's <c>synchronous</c> as it is in force: 2 is FULL.</summary>
    public long Synchronous { get; }

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is no database of ours, or cannot be read and written.</exception>
    /// <exception cref="InvalidDataException">A newer program wrote it.</exception>
    public static StateTable Open(string path)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(settings.ToString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
            CheckVersion(connection);
            Execute(connection, $"BEGIN IMMEDIATE; {Schema} PRAGMA user_version = {SchemaVersion}; COMMIT;");
            return new StateTable(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Does the operations in one transaction; answers their outcomes in order, once they are on the disk.</summary>
    /// <exception cref="SqliteException">Nothing of it may count as done.</exception>
    public StoredState?[] Apply(List<StateOperation> operations)
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        var outcomes = operations.ConvertAll(operation => Apply(operation, transaction)).ToArray();
        transaction.Commit();
        return outcomes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        read.Dispose();
        insert.Dispose();
        update.Dispose();
        delete.Dispose();
        connection.Dispose();
    }

    private static void CheckVersion(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        var found = Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (found > SchemaVersion)
        {
            throw new InvalidDataException($"the database has version {found}, this program knows up to {SchemaVersion}");
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private StoredState? Apply(StateOperation operation, SqliteTransaction transaction) => operation.Kind switch
    {
        StateOperationKind.Read => Read(operation.Key, transaction),
        StateOperationKind.Write => Write(operation, transaction),
        StateOperationKind.Clear => Clear(operation, transaction),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation.Kind, null),
    };

    private StoredState? Read(StateKey key, SqliteTransaction transaction)
    {
        using var reader = For(read, key, transaction).ExecuteReader();
        return reader.Read() ? new StoredState(reader.GetFieldValue<byte[]>(1), Etag(reader.GetInt64(0))) : null;
    }

    private StoredState? Write(StateOperation operation, SqliteTransaction transaction)
    {
        var next = version + 1;
        var command = For(operation.Etag is null ? insert : update, operation.Key, transaction);
        command.Parameters["$version"].Value = next;
        command.Parameters["$json"].Value = operation.Utf8Json.ToArray();
        if (operation.Etag is not null)
        {
            command.Parameters["$etag"].Value = Number(operation.Etag);
        }

        if (command.ExecuteNonQuery() == 0)
        {
            return null;
        }

        version = next;
        return new StoredState(operation.Utf8Json, Etag(next));
    }

    private StoredState? Clear(StateOperation operation, SqliteTransaction transaction)
    {
        if (operation.Etag is null)
        {
            return Read(operation.Key, transaction) is null ? NothingStored : null;
        }

        var command = For(delete, operation.Key, transaction);
        command.Parameters["$etag"].Value = Number(operation.Etag);
        return command.ExecuteNonQuery() == 0 ? null : NothingStored;
    }

    private static string Etag(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string etag) => long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;

    private static SqliteCommand For(SqliteCommand command, StateKey key, SqliteTransaction transaction)
    {
        command.Transaction = transaction;
        command.Parameters["$type"].Value = key.GrainType;
        command.Parameters["$key"].Value = key.GrainKey;
        command.Parameters["$name"].Value = key.StateName;
        return command;
    }

    private SqliteCommand Prepare(string sql, params string[] more)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in more.Concat(["$type", "$key", "$name"]))
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        return command;
    }

    private object? Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
