using QkdMec.Silo.Configuration;

namespace QkdMec.Silo.KeyVaults;

/// <summary>Where the vault of a site stands: in PostgreSQL when a connection string is set for it, else in SQLite.</summary>
internal static class VaultChoice
{
    /// <summary>The file in a site's directory with the connection string of its vault; goes before the environment's.</summary>
    public const string ConnectionFile = "vault.postgres";

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The connection string; null for SQLite.</summary>
    /// <exception cref="StartupException">The file is open to others or empty, or there is a SQLite vault that would be left behind.</exception>
    public static string? PostgresOf(string siteDirectory, SystemOptions options)
    {
        var file = Path.Combine(siteDirectory, ConnectionFile);
        var connection = File.Exists(file) ? Read(file) : options.VaultPostgres;
        if (string.IsNullOrWhiteSpace(connection))
        {
            return null;
        }

        var left = Path.Combine(siteDirectory, DatabaseKeyVault.SqliteFile);
        return !File.Exists(left)
            ? connection
            : throw new StartupException($"'{left}' is there, but the site's vault is set to be in PostgreSQL: remove that file to begin there with empty pools, or the setting to stay");
    }

    private static string Read(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
        {
            throw new StartupException($"'{file}' holds credentials and others can read or write it: chmod 600 it");
        }

        var text = File.ReadAllText(file).Trim();
        return text.Length > 0 ? text : throw new StartupException($"'{file}' is empty: write the connection string of the vault's database into it, or remove it");
    }
}
