using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>What a vault does to its tables, each within one transaction.</summary>
internal static class VaultTables
{
    private static readonly byte[] Nothing = new byte[60];

    public static VaultPool ReadPool(VaultSession session, PoolId pool)
    {
        var rows = session.Query(
            VaultSql.ReadPool,
            row => new VaultPool((ulong)row.GetInt64(0), row.GetInt64(1), new PoolMark(row.GetInt64(2), (int)row.GetInt64(3))),
            ("@pool", pool.ToGrainKey()));
        return rows.Count > 0 ? rows[0] : default;
    }

    public static bool Advance(VaultSession session, PoolId pool, ulong epoch)
    {
        if (epoch <= ReadPool(session, pool).Epoch)
        {
            return false;
        }

        var key = pool.ToGrainKey();
        session.Execute(VaultSql.OverwritePool, ("@nothing", Nothing), ("@pool", key));
        session.Execute(VaultSql.DeletePool, ("@pool", key));
        session.Execute(VaultSql.DeletePoolCiphertexts, ("@pool", key));
        session.Execute(VaultSql.DeletePoolMarks, ("@pool", key));
        ServingTables.Forget(session, key);
        session.Execute(VaultSql.DeleteWatermark, ("@pool", key));
        WritePool(session, key, new VaultPool(epoch, 0));
        return true;
    }

    public static NumberClaim Claim(VaultSession session, PoolId pool, BlockKey block)
    {
        var current = ReadPool(session, pool);
        if (current.Epoch != block.Epoch)
        {
            return NumberClaim.WrongEpoch;
        }

        if (block.Number <= current.HighestNumber)
        {
            return NumberClaim.Stale;
        }

        WritePool(session, pool.ToGrainKey(), current with { HighestNumber = block.Number });
        return NumberClaim.Claimed;
    }

    public static bool RaiseMark(VaultSession session, PoolId pool, ulong epoch, PoolMark mark)
    {
        var current = ReadPool(session, pool);
        return current.Epoch == epoch && mark.CompareTo(current.Mark) > 0 && session.Execute(
            VaultSql.WriteWatermark, ("@pool", pool.ToGrainKey()), ("@number", mark.Block), ("@position", (long)mark.Offset)) == 1;
    }

    public static bool Insert(VaultSession session, PoolId pool, NewBlock block, int bytes, (byte[] Wrapped, byte[] Sealed) secret)
    {
        var current = ReadPool(session, pool);
        if (current.Epoch != block.Key.Epoch || block.Key.Number > current.HighestNumber || !InsertRow(session, pool, block, bytes, secret.Wrapped))
        {
            return false;
        }

        session.Execute(VaultSql.InsertCiphertext, ("@pool", pool.ToGrainKey()), ("@number", block.Key.Number), ("@sealed", secret.Sealed));
        return true;
    }

    public static bool Commit(VaultSession session, PoolId pool, BlockKey block) => OnBlock(session, VaultSql.CommitBlock, pool, block) == 1;

    public static bool Open(VaultSession session, PoolId pool, BlockKey block, DateTimeOffset at) => session.Execute(
        VaultSql.OpenBlock,
        ("@opened", at.ToUnixTimeMilliseconds()), ("@pool", pool.ToGrainKey()), ("@number", block.Number), ("@epoch", (long)block.Epoch)) == 1;

    public static (byte[] Wrapped, byte[] Sealed)? ReadBlock(VaultSession session, PoolId pool, BlockKey block)
    {
        var rows = session.Query(
            VaultSql.ReadBlock,
            row => ((byte[])row[0], (byte[])row[1]),
            ("@pool", pool.ToGrainKey()), ("@number", block.Number), ("@epoch", (long)block.Epoch));
        return rows.Count > 0 ? rows[0] : null;
    }

    public static bool Destroy(VaultSession session, PoolId pool, BlockKey block)
    {
        session.Execute(
            VaultSql.OverwriteBlock,
            ("@nothing", Nothing), ("@pool", pool.ToGrainKey()), ("@number", block.Number), ("@epoch", (long)block.Epoch));
        if (OnBlock(session, VaultSql.DeleteBlock, pool, block) == 0)
        {
            return false;
        }

        session.Execute(VaultSql.DeleteCiphertext, ("@pool", pool.ToGrainKey()), ("@number", block.Number));
        session.Execute(VaultSql.DeleteMarks, ("@pool", pool.ToGrainKey()), ("@number", block.Number));
        ServingTables.Forget(session, pool.ToGrainKey(), block.Number);
        return true;
    }

    public static bool DestroyPrepared(VaultSession session, PoolId pool, BlockKey block) =>
        OnBlock(session, VaultSql.HoldPrepared, pool, block) == 1 && Destroy(session, pool, block);

    public static ImmutableArray<BlockRecord> List(VaultSession session, PoolId pool) =>
    [
        .. session.Query(
            VaultSql.ListBlocks,
            row => new BlockRecord(
                new BlockKey((ulong)row.GetInt64(1), row.GetInt64(0)),
                (BlockState)row.GetInt32(2),
                row.GetInt32(3),
                row.IsDBNull(4) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
                new BlockProvenance((BlockOrigin)row.GetInt32(5), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)))),
            ("@pool", pool.ToGrainKey())),
    ];

    public static byte[] ReadMarks(VaultSession session, PoolId pool, long number)
    {
        var rows = session.Query(VaultSql.ReadMarks, row => (byte[])row[0], ("@pool", pool.ToGrainKey()), ("@number", number));
        return rows.Count > 0 ? rows[0] : [];
    }

    public static bool AddMarks(VaultSession session, BlockMarks marks)
    {
        var pool = marks.Pool.ToGrainKey();
        if (session.Query(VaultSql.HasBlock, _ => true, ("@pool", pool), ("@number", marks.Block.Number), ("@epoch", (long)marks.Block.Epoch)).Count == 0)
        {
            return false;
        }

        var bits = marks.Bits.ToArray();
        var stored = ReadMarks(session, marks.Pool, marks.Block.Number);
        for (var i = 0; i < Math.Min(bits.Length, stored.Length); i++)
        {
            bits[i] |= stored[i];
        }

        return session.Execute(VaultSql.WriteMarks, ("@pool", pool), ("@number", marks.Block.Number), ("@bits", bits)) == 1;
    }

    private static bool InsertRow(VaultSession session, PoolId pool, NewBlock block, int bytes, byte[] wrapped) => session.Execute(
        VaultSql.InsertBlock,
        ("@pool", pool.ToGrainKey()),
        ("@number", block.Key.Number),
        ("@epoch", (long)block.Key.Epoch),
        ("@state", (int)block.State),
        ("@bytes", bytes),
        ("@origin", (int)block.Provenance.Origin),
        ("@made", block.Provenance.MadeAt.ToUnixTimeMilliseconds()),
        ("@wrapped", wrapped)) == 1;

    private static int OnBlock(VaultSession session, string sql, PoolId pool, BlockKey block) =>
        session.Execute(sql, ("@pool", pool.ToGrainKey()), ("@number", block.Number), ("@epoch", (long)block.Epoch));

    private static void WritePool(VaultSession session, string pool, VaultPool value) =>
        session.Execute(VaultSql.WritePool, ("@pool", pool), ("@epoch", (long)value.Epoch), ("@highest", value.HighestNumber));
}
