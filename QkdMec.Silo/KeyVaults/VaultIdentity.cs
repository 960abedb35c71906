using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>What a vault is called, and which master key it belongs to.</summary>
internal static class VaultIdentity
{
    private static readonly byte[] CheckText = Encoding.ASCII.GetBytes("qkdmec vault 1");

    /// <summary>Makes the tables, and shows that the master key is this vault's. Answers the vault's name.</summary>
    /// <param name="connection">To the vault.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="keyFile">The master key; made for a vault that is new, durable before the vault is.</param>
    /// <exception cref="KeyVaultException">The master key is missing, or another vault's.</exception>
    public static (Guid Id, MasterKey Master) Establish(DbConnection connection, VaultDialect dialect, string keyFile)
    {
        using var transaction = connection.BeginTransaction();
        var session = new VaultSession(connection, transaction);
        dialect.Prepare(session);
        VaultSchema.Bring(session, dialect);
        var id = ReadName(session, "id");
        var master = MasterKey.Open(keyFile, vaultExists: id is not null);
        try
        {
            if (id is null)
            {
                id = RandomNumberGenerator.GetBytes(16);
                session.Execute(VaultSql.WriteName, ("@name", "id"), ("@value", id));
                session.Execute(VaultSql.WriteName, ("@name", "check"), ("@value", master.Wrap(CheckText, id)));
            }

            Check(ReadName(session, "check"), id, master, dialect.Name);
            transaction.Commit();
            return (new Guid(id), master);
        }
        catch
        {
            master.Dispose();
            throw;
        }
    }

    private static void Check(byte[]? wrapped, byte[] id, MasterKey master, string name)
    {
        try
        {
            Span<byte> text = stackalloc byte[CheckText.Length];
            master.Unwrap(wrapped, id, text);
        }
        catch (AuthenticationTagMismatchException error)
        {
            throw new KeyVaultException(
                $"the master key of the vault '{name}' is not this vault's; put the right file back, or remove the vault and the key to begin with empty pools", error);
        }
    }

    private static byte[]? ReadName(VaultSession session, string name) =>
        session.Query(VaultSql.ReadName, row => (byte[])row[0], ("@name", name)) is [var value, ..] ? value : null;
}
