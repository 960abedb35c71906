using Microsoft.Data.Sqlite;

namespace QkdMec.Tests.Hosting;

/// <summary>Where a product of a test keeps its grain states over a restart: in its data directory.</summary>
internal sealed class ProductStates : IAsyncDisposable
{
    private const string StateFile = "state.db";

    public string[] Arguments { get; } = [];

    /// <summary>The connection string of a database; null where none is used.</summary>
    public string? Postgres => null;

    public static Task<ProductStates> StartAsync() => Task.FromResult(new ProductStates());

    /// <summary>Copies the states while the product writes them, as docs/backup.md says.</summary>
    public async Task BackUpAsync(StatePaths paths, CancellationToken cancellationToken)
    {
        await using var source = Open(Path.Combine(paths.Data, StateFile), SqliteOpenMode.ReadWrite);
        await source.OpenAsync(cancellationToken);
        await using var copy = Open(paths.Backup, SqliteOpenMode.ReadWriteCreate);
        await copy.OpenAsync(cancellationToken);
        source.BackupDatabase(copy);
    }

    /// <summary>Puts a copy back; the product must be down.</summary>
    public Task PutBackAsync(StatePaths paths, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = Path.Combine(paths.Data, StateFile);
        File.Delete(target + "-wal");
        File.Delete(target + "-shm");
        File.Copy(paths.Backup, target, overwrite: true);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => default;

    private static SqliteConnection Open(string path, SqliteOpenMode mode) =>
        new(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
}
