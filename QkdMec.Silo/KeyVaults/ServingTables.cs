using System.Data.Common;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>Which run of which listener serves which block, each change within one transaction.</summary>
internal static class ServingTables
{
    private const string InsertLife = "insert into life (life, listener, beat, stopped) values (@life, @listener, @beat, 0)";
    private const string DeleteEarlier = "delete from life where listener = @listener";
    private const string AddBeat = "update life set beat = beat + 1 where life = @life and stopped = 0";
    private const string StopBeats = "update life set stopped = 1 where life = @life";
    private const string DeleteLife = "delete from life where life = @life and beat = @beat";
    private const string ReadLife = "select listener, life, beat from life where life = @life";

    private const string ReadServer =
        "select l.listener, l.life, l.beat from serving s join life l on l.life = s.life where s.pool = @pool and s.number = @number";

    private const string WriteServer = """
        insert into serving (pool, number, life) values (@pool, @number, @life) on conflict (pool, number) do update set life = excluded.life
        """;

    private const string DeleteServers = "delete from serving where pool = @pool and (number = @number or @number = 0)";

    public static ListenerLife Begin(VaultSession session, ListenerLife life, bool endsEarlier)
    {
        if (endsEarlier)
        {
            session.Execute(DeleteEarlier, ("@listener", life.Listener.ToGrainKey()));
        }

        session.Execute(InsertLife, ("@life", life.Number), ("@listener", life.Listener.ToGrainKey()), ("@beat", life.Beat));
        return life;
    }

    public static bool Beat(VaultSession session, long life) => session.Execute(AddBeat, ("@life", life)) == 1;

    public static bool Stop(VaultSession session, long life) => session.Execute(StopBeats, ("@life", life)) == 1;

    public static bool End(VaultSession session, ListenerLife seen) => session.Execute(DeleteLife, ("@life", seen.Number), ("@beat", seen.Beat)) == 1;

    public static ListenerLife? Serve(VaultSession session, PoolId pool, BlockKey block, long life)
    {
        var (key, number) = (pool.ToGrainKey(), block.Number);
        if (session.Query(ReadLife, Read, ("@life", life)) is not [var asking]
            || session.Query(VaultSql.HasBlock, _ => true, ("@pool", key), ("@number", number), ("@epoch", (long)block.Epoch)).Count == 0)
        {
            return null;
        }

        if (session.Query(ReadServer, Read, ("@pool", key), ("@number", number)) is [var serving])
        {
            return serving;
        }

        session.Execute(WriteServer, ("@pool", key), ("@number", number), ("@life", life));
        return asking;
    }

    /// <summary>Forgets who serves a block; all blocks of the pool when none is named.</summary>
    public static void Forget(VaultSession session, string pool, long number = 0) =>
        session.Execute(DeleteServers, ("@pool", pool), ("@number", number));

    private static ListenerLife Read(DbDataReader row) => new(KeyListenerId.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2));
}
