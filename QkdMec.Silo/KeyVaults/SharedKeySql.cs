namespace QkdMec.Silo.KeyVaults;

/// <summary>The statements of the shared keys of a vault, in the part of SQL that SQLite and PostgreSQL share.</summary>
internal static class SharedKeySql
{
    /// <summary>The tables. A voided key has no secret and no reader.</summary>
    public const string Create = """
        create table if not exists shared_key (
            id text primary key, master text not null, expires bigint not null, voided int not null, wrapped blob not null, sealed blob not null);
        create table if not exists shared_reader (id text not null, sae text not null, fetched bigint null, primary key (id, sae));
        """;

    public const string Has = "select id from shared_key where id = @id";

    public const string Insert = """
        insert into shared_key (id, master, expires, voided, wrapped, sealed) values (@id, @master, @expires, @voided, @wrapped, @sealed)
        """;

    public const string InsertReader = "insert into shared_reader (id, sae, fetched) values (@id, @sae, null)";

    public const string Read = "select master, expires from shared_key where id = @id and voided = 0";

    public const string ReadReaders = "select sae, fetched from shared_reader where id = @id order by sae";

    public const string ReadSecret = "select master, wrapped, sealed from shared_key where id = @id and voided = 0";

    public const string MarkFetched = "update shared_reader set fetched = @at where id = @id and sae = @sae and fetched is null";

    public const string Done = """
        select id from shared_key k where expires <= @now or (voided = 0 and not exists (
            select 1 from shared_reader r where r.id = k.id and (r.fetched is null or r.fetched >= @before)))
        """;

    public const string Count = "select count(*) from shared_key";

    public const string Overwrite = "update shared_key set wrapped = @nothing where id = @id";

    public const string Delete = "delete from shared_key where id = @id";

    public const string DeleteReaders = "delete from shared_reader where id = @id";
}
