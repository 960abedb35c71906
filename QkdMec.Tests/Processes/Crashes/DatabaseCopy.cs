using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace QkdMec.Tests.Processes.Crashes;

/// <summary>A copy of every database of a running product, each consistent in itself, as a backup or a snapshot of a disk would have it.</summary>
internal sealed class DatabaseCopy
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string data;
    private readonly string folder;

    private DatabaseCopy(string data, string folder, int round) => (this.data, this.folder, Round) = (data, folder, round);

    /// <summary>The round it was taken in.</summary>
    public int Round { get; }

    /// <summary>When it was begun: all that was answered before is in it.</summary>
    public long BegunAt { get; } = Stopwatch.GetTimestamp();

    /// <summary>Where a product keeps the grain states of all sites.</summary>
    public static string StatePath => "state.db";

    /// <summary>Where it keeps a site's vault.</summary>
    public static string VaultPath(string site) => Path.Combine("sites", site, "vault.db");

    /// <summary>Copies while the product writes: a reader's snapshot over database and write-ahead log.</summary>
    public static DatabaseCopy Take(string data, string folder, int round)
    {
        var copy = new DatabaseCopy(data, folder, round);
        Directory.CreateDirectory(folder);
        foreach (var path in CrashScenario.Sites.Select(VaultPath).Append(StatePath).Where(path => File.Exists(Path.Combine(data, path))))
        {
            var target = copy.FileOf(path);
            File.Delete(target);
            using var source = Open(Path.Combine(data, path), SqliteOpenMode.ReadWrite);
            using var destination = Open(target, SqliteOpenMode.ReadWriteCreate);
            source.BackupDatabase(destination);
        }

        return copy;
    }

    /// <summary>Whether it has a database.</summary>
    public bool Has(string path) => File.Exists(FileOf(path));

    /// <summary>Puts one database back; the product must be down.</summary>
    public void PutBack(string path)
    {
        var target = Path.Combine(data, path);
        foreach (var suffix in new[] { "", "-wal", "-shm" })
        {
            File.Delete(target + suffix);
        }

        File.Copy(FileOf(path), target);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(target, OwnerOnly);
        }
    }

    private string FileOf(string path) => Path.Combine(folder, path.Replace(Path.DirectorySeparatorChar, '-'));

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
