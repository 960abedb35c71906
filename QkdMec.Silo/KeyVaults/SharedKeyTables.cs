using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>What a vault does to the tables of its shared keys, each within one transaction.</summary>
internal static class SharedKeyTables
{
    private static readonly byte[] Nothing = new byte[60];

    public static bool Insert(VaultSession session, NewSharedKeys keys, ImmutableArray<(byte[] Wrapped, byte[] Sealed)> secrets)
    {
        if (keys.Ids.Any(id => session.Query(SharedKeySql.Has, _ => true, Named(id)).Count > 0))
        {
            return false;
        }

        for (var i = 0; i < keys.Ids.Length; i++)
        {
            InsertKey(session, keys.Ids[i], keys.Master.Value, keys.ExpiresAt, secrets[i]);
            foreach (var reader in keys.Readers)
            {
                session.Execute(SharedKeySql.InsertReader, Named(keys.Ids[i]), ("@sae", reader.Value));
            }
        }

        return true;
    }

    public static SharedKeyRecord? Find(VaultSession session, Guid id)
    {
        var keys = session.Query(SharedKeySql.Read, row => (new SaeId(row.GetString(0)), Time(row.GetInt64(1))), Named(id));
        if (keys is not [var (master, expires), ..])
        {
            return null;
        }

        var readers = session.Query(
            SharedKeySql.ReadReaders,
            row => new SharedKeyReader(new SaeId(row.GetString(0)), row.IsDBNull(1) ? null : Time(row.GetInt64(1))),
            Named(id));
        return new SharedKeyRecord(id, master, expires, [.. readers.OrderBy(reader => reader.Sae.Value, StringComparer.Ordinal)]);
    }

    public static (string Master, byte[] Wrapped, byte[] Sealed)? ReadSecret(VaultSession session, Guid id)
    {
        var rows = session.Query(SharedKeySql.ReadSecret, row => (row.GetString(0), (byte[])row[1], (byte[])row[2]), Named(id));
        return rows.Count > 0 ? rows[0] : null;
    }

    public static int MarkFetched(VaultSession session, ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at) =>
        ids.Sum(id => session.Execute(SharedKeySql.MarkFetched, ("@at", at.ToUnixTimeMilliseconds()), Named(id), ("@sae", reader.Value)));

    public static bool Void(VaultSession session, ImmutableArray<Guid> ids, DateTimeOffset until)
    {
        foreach (var id in ids)
        {
            Destroy(session, Named(id));
            InsertKey(session, id, "", until, null);
        }

        return true;
    }

    public static long Sweep(VaultSession session, DateTimeOffset now, DateTimeOffset fetchedBefore)
    {
        var done = session.Query(
            SharedKeySql.Done, row => row.GetString(0), ("@now", now.ToUnixTimeMilliseconds()), ("@before", fetchedBefore.ToUnixTimeMilliseconds()));
        done.ForEach(id => Destroy(session, ("@id", id)));
        return session.Query(SharedKeySql.Count, row => row.GetInt64(0))[0];
    }

    private static void InsertKey(VaultSession session, Guid id, string master, DateTimeOffset expires, (byte[] Wrapped, byte[] Sealed)? secret) => session.Execute(
        SharedKeySql.Insert,
        Named(id),
        ("@master", master),
        ("@expires", expires.ToUnixTimeMilliseconds()),
        ("@voided", secret is null ? 1 : 0),
        ("@wrapped", secret?.Wrapped ?? []),
        ("@sealed", secret?.Sealed ?? []));

    private static void Destroy(VaultSession session, (string, object?) id)
    {
        session.Execute(SharedKeySql.Overwrite, ("@nothing", Nothing), id);
        session.Execute(SharedKeySql.Delete, id);
        session.Execute(SharedKeySql.DeleteReaders, id);
    }

    private static (string Name, object? Value) Named(Guid id) => ("@id", id.ToString("D"));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
