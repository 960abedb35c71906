namespace QkdMec.Silo.KeyVaults;

/// <summary>The statements of a vault, in the part of SQL that SQLite and PostgreSQL share.</summary>
internal static class VaultSql
{
    /// <summary>The table of what stands once in a vault.</summary>
    public const string CreateNames = "create table if not exists vault (name text primary key, value blob not null)";

    /// <summary>
    /// The tables. The ciphertext of a block, large and never changed, has a table of its own: SQLite writes a whole row when a value of it changes its length.
    /// </summary>
    public const string Create = """
        create table if not exists pool (pool text primary key, epoch bigint not null, highest bigint not null);
        create table if not exists block (
            pool text not null, number bigint not null, epoch bigint not null, state int not null, bytes int not null, origin int not null,
            made bigint not null, opened bigint null, wrapped blob not null, primary key (pool, number));
        create table if not exists ciphertext (pool text not null, number bigint not null, sealed blob not null, primary key (pool, number));
        create table if not exists watermark (pool text primary key, number bigint not null, position bigint not null);
        create table if not exists life (life bigint primary key, listener text not null, beat bigint not null, stopped int not null);
        create table if not exists serving (pool text not null, number bigint not null, life bigint not null, primary key (pool, number));
        create table if not exists mark (pool text not null, number bigint not null, bits blob not null, primary key (pool, number));
        """;

    /// <summary>Puts the blocks of an older schema aside.</summary>
    public const string KeepOldBlocks = "alter table block rename to block_old";

    /// <summary>Takes the blocks of schema 1 over. Whether a link made them is not known, so they are taken for relayed: the weaker promise.</summary>
    public const string TakeBlocksOfSchema1 = $"""
        insert into block (pool, number, epoch, state, bytes, origin, made, opened, wrapped)
        select pool, number, epoch, state, bytes, 1, created, opened, wrapped from block_old;
        {TakeOldCiphertexts}
        """;

    /// <summary>Takes the blocks of schema 2 over.</summary>
    public const string TakeBlocksOfSchema2 = $"""
        insert into block (pool, number, epoch, state, bytes, origin, made, opened, wrapped)
        select pool, number, epoch, state, bytes, origin, made, opened, wrapped from block_old;
        {TakeOldCiphertexts}
        """;

    public const string ReadName = "select value from vault where name = @name";

    public const string WriteName = "insert into vault (name, value) values (@name, @value)";

    public const string ReplaceName = "insert into vault (name, value) values (@name, @value) on conflict (name) do update set value = excluded.value";

    public const string ReadPool = """
        select p.epoch, p.highest, coalesce(w.number, 0), coalesce(w.position, 0)
        from pool p left join watermark w on w.pool = p.pool where p.pool = @pool
        """;

    public const string WritePool = """
        insert into pool (pool, epoch, highest) values (@pool, @epoch, @highest)
        on conflict (pool) do update set epoch = excluded.epoch, highest = excluded.highest
        """;

    public const string WriteWatermark = """
        insert into watermark (pool, number, position) values (@pool, @number, @position)
        on conflict (pool) do update set number = excluded.number, position = excluded.position
        """;

    public const string DeleteWatermark = "delete from watermark where pool = @pool";

    public const string InsertBlock = """
        insert into block (pool, number, epoch, state, bytes, origin, made, opened, wrapped)
        values (@pool, @number, @epoch, @state, @bytes, @origin, @made, null, @wrapped) on conflict (pool, number) do nothing
        """;

    public const string InsertCiphertext = "insert into ciphertext (pool, number, sealed) values (@pool, @number, @sealed)";

    /// <summary>Finds a block prepared and, where several processes write, keeps it so until the transaction's end.</summary>
    public const string HoldPrepared = "update block set state = 0 where pool = @pool and number = @number and epoch = @epoch and state = 0";

    public const string CommitBlock = "update block set state = 1 where pool = @pool and number = @number and epoch = @epoch";

    public const string OpenBlock = "update block set opened = @opened where pool = @pool and number = @number and epoch = @epoch and opened is null";

    public const string ListBlocks = "select number, epoch, state, bytes, opened, origin, made from block where pool = @pool order by number";

    public const string ReadBlock = """
        select b.wrapped, c.sealed from block b join ciphertext c on c.pool = b.pool and c.number = b.number
        where b.pool = @pool and b.number = @number and b.epoch = @epoch and b.state = 1
        """;

    public const string HasBlock = "select number from block where pool = @pool and number = @number and epoch = @epoch";

    public const string OverwriteBlock = "update block set wrapped = @nothing where pool = @pool and number = @number and epoch = @epoch";

    public const string DeleteBlock = "delete from block where pool = @pool and number = @number and epoch = @epoch";

    public const string DeleteCiphertext = "delete from ciphertext where pool = @pool and number = @number";

    public const string OverwritePool = "update block set wrapped = @nothing where pool = @pool";

    public const string DeletePool = "delete from block where pool = @pool";

    public const string DeletePoolCiphertexts = "delete from ciphertext where pool = @pool";

    public const string ReadMarks = "select bits from mark where pool = @pool and number = @number";

    public const string WriteMarks = """
        insert into mark (pool, number, bits) values (@pool, @number, @bits) on conflict (pool, number) do update set bits = excluded.bits
        """;

    public const string DeleteMarks = "delete from mark where pool = @pool and number = @number";

    public const string DeletePoolMarks = "delete from mark where pool = @pool";

    private const string TakeOldCiphertexts = """
        insert into ciphertext (pool, number, sealed) select pool, number, sealed from block_old;
        drop table block_old;
        """;
}
