using System.Buffers.Binary;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The tables of a vault through the versions of the program. A vault of an older version is brought up to date when it is opened.</summary>
internal static class VaultSchema
{
    /// <summary>The version this program writes. 1: without origin of a block; had no number in the database. 2: a block's ciphertext stood in its row.</summary>
    public const int Version = 3;

    private const string VersionName = "schema";

    /// <summary>Makes the tables of a new vault, or brings those of an older one up to date. Within the caller's transaction.</summary>
    /// <exception cref="KeyVaultException">A newer program made the vault.</exception>
    public static void Bring(VaultSession session, VaultDialect dialect)
    {
        session.Execute(dialect.Translate(VaultSql.CreateNames));
        var found = Read(session);
        if (found > Version)
        {
            throw new KeyVaultException($"the vault '{dialect.Name}' has schema {found}, which this program does not know; run the program that made it");
        }

        if (found is 1 or 2)
        {
            session.Execute(VaultSql.KeepOldBlocks);
        }

        session.Execute(dialect.Translate(VaultSql.Create));
        session.Execute(dialect.Translate(SharedKeySql.Create));
        if (found is 1 or 2)
        {
            session.Execute(found == 1 ? VaultSql.TakeBlocksOfSchema1 : VaultSql.TakeBlocksOfSchema2);
        }

        if (found < Version)
        {
            WriteVersion(session);
        }
    }

    private static void WriteVersion(VaultSession session)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, Version);
        session.Execute(VaultSql.ReplaceName, ("@name", VersionName), ("@value", number));
    }

    /// <summary>The version of the vault; 0 when it is new.</summary>
    private static int Read(VaultSession session)
    {
        var number = session.Query(VaultSql.ReadName, row => BinaryPrimitives.ReadInt32BigEndian((byte[])row[0]), ("@name", VersionName));
        var id = session.Query(VaultSql.ReadName, _ => 1, ("@name", "id"));
        return number is [var version, ..] ? version : id.Count;
    }
}
