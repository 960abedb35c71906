using System.Data.Common;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>How it is opened.</summary>
public sealed partial class DatabaseKeyVault
{
    private const int OpeningAttempts = 8;

    /// <summary>Opens the vault <c>vault.db</c> with <c>master.key</c> of a directory; both are made when neither is there.</summary>
    /// <exception cref="KeyVaultException">The files cannot be read or written, or do not belong together; the message says what to do.</exception>
    public static DatabaseKeyVault OpenSqlite(string directory) =>
        Open(new SqliteDialect(Path.Combine(directory, SqliteFile)), directory, connection => new DirectVaultReader(connection));

    /// <summary>Opens the vault of a site in PostgreSQL with <c>master.key</c> of a directory; both are made when neither is there.</summary>
    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="site">The site, whose name names the schema.</param>
    /// <param name="directory">The directory of the master key. Several processes of a site have the same key.</param>
    /// <exception cref="KeyVaultException">The database cannot be reached or used, or is another key's; the message says what to do.</exception>
    public static DatabaseKeyVault OpenPostgres(string connectionString, string site, string directory)
    {
        var dialect = new PostgresDialect(connectionString, site);
        return Open(dialect, directory, connection => new VaultLaneReader(new VaultLane(new VaultLink(dialect, connection), writing: null)));
    }

    // A vault is opened at a start, where there is more time than a key has: when a whole site starts, its processes wait for one another.
    private static DatabaseKeyVault Open(VaultDialect dialect, string directory, Func<DbConnection, IVaultReader> readOver)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenOnce(dialect, directory, readOver);
            }
            catch (KeyVaultException fault) when (attempt < OpeningAttempts && fault.InnerException is { } cause && dialect.IsBusy(cause))
            {
                // Its turn did not come in time; the time-out was the pause.
            }
        }
    }

    private static DatabaseKeyVault OpenOnce(VaultDialect dialect, string directory, Func<DbConnection, IVaultReader> readOver)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var writing = Opened(dialect.Connect());
            var (id, master) = VaultIdentity.Establish(writing, dialect, Path.Combine(directory, MasterKey.FileName));
            Opened(master);
            return new DatabaseKeyVault(master, new VaultLane(new VaultLink(dialect, writing), VaultInstruments.Of(directory)), readOver(Opened(dialect.Connect())), id);
        }
        catch (Exception error)
        {
            // Whatever kept the vault from opening: nothing of it stays open.
            while (opened.TryPop(out var part))
            {
                part.Dispose();
            }

            throw error as KeyVaultException ?? new KeyVaultException($"the vault '{dialect.Name}' cannot be opened: {error.Message.ReplaceLineEndings(" ")}", error);
        }

        T Opened<T>(T part) where T : IDisposable
        {
            opened.Push(part);
            return part;
        }
    }
}
