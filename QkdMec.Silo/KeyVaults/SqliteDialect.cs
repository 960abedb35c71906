using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace QkdMec.Silo.KeyVaults;

/// <summary>A vault in a SQLite file, which one process uses.</summary>
internal sealed class SqliteDialect(string path) : VaultDialect
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Durable = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma busy_timeout = 2000;";

    /// <inheritdoc/>
    public override string Name => path;

    /// <summary>A disk that stalls once fails nothing: nobody else could do the work.</summary>
    public override TimeSpan Patience => Timeout.InfiniteTimeSpan;

    /// <summary>Opens a connection; the file is made, readable by its owner only.</summary>
    public override DbConnection Connect()
    {
        if (!File.Exists(path) && !OperatingSystem.IsWindows())
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OwnerOnly }).Dispose();
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        new VaultSession(connection, null).Execute(Durable);
        return connection;
    }

    /// <summary>Empties the write-ahead log, where older versions of pages stand.</summary>
    public override void Clear(DbConnection connection) => new VaultSession(connection, null).Execute("pragma wal_checkpoint(truncate)");
}
