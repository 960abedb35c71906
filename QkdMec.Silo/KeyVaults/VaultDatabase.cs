using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The SQLite file of a vault.</summary>
internal static class VaultDatabase
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Durable = "pragma journal_mode = wal; pragma synchronous = full; pragma secure_delete = on; pragma busy_timeout = 2000;";
    private static readonly byte[] CheckText = Encoding.ASCII.GetBytes("qkdmec vault 1");

    /// <summary>Opens a connection; the file is made, readable by its owner only.</summary>
    public static DbConnection Connect(string path)
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

    /// <summary>Makes the tables, and shows that the master key is this vault's. Answers the vault's name.</summary>
    /// <exception cref="KeyVaultException">The master key is another vault's.</exception>
    public static Guid Prepare(DbConnection connection, MasterKey master, string path)
    {
        using var transaction = connection.BeginTransaction();
        var session = new VaultSession(connection, transaction);
        VaultSchema.Bring(session, path);
        if (ReadName(session, "id") is not { } id)
        {
            id = RandomNumberGenerator.GetBytes(16);
            session.Execute(VaultSql.WriteName, ("@name", "id"), ("@value", id));
            session.Execute(VaultSql.WriteName, ("@name", "check"), ("@value", master.Wrap(CheckText, id)));
        }

        Check(ReadName(session, "check"), id, master, path);
        transaction.Commit();
        return new Guid(id);
    }

    /// <summary>Empties the write-ahead log, where older versions of pages stand.</summary>
    public static void ClearLog(DbConnection connection) => new VaultSession(connection, null).Execute("pragma wal_checkpoint(truncate)");

    private static void Check(byte[]? wrapped, byte[] id, MasterKey master, string path)
    {
        try
        {
            Span<byte> text = stackalloc byte[CheckText.Length];
            master.Unwrap(wrapped, id, text);
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new KeyVaultException(
                $"the master key beside '{path}' is not this vault's; put the right file back, or remove the vault and the key to begin with empty pools", error);
        }
    }

    private static byte[]? ReadName(VaultSession session, string name) =>
        session.Query(VaultSql.ReadName, row => (byte[])row[0], ("@name", name)) is [var value, ..] ? value : null;
}
