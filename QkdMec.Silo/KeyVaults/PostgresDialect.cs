using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>A vault in a schema of a PostgreSQL database, which several processes of the site may use.</summary>
internal sealed class PostgresDialect : VaultDialect
{
    private const int MaxNameLength = 63;
    private const int ConnectSeconds = 1;
    private const int CommandSeconds = 2;
    private const int StatementsKept = 40;

    /// <summary>The code of <c>idle_in_transaction_session_timeout</c>, which Npgsql does not name.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>
    /// Nothing counts as written before it is on disk, and nobody holds the vault's lock for longer than a key may take: a process that froze in
    /// the middle of a transaction, or whose cable was cut, loses it.
    /// </summary>
    private const string Session =
        "set synchronous_commit = on; set statement_timeout = 1500; set lock_timeout = 1000; set idle_in_transaction_session_timeout = 2000; set client_min_messages = warning";

    private readonly string connection;
    private readonly string schema;
    private readonly long lockNumber;

    /// <summary>A vault of a site.</summary>
    /// <param name="connectionString">Npgsql's; never shown.</param>
    /// <param name="site">The site: its name is the schema's, so that vaults of several sites can stand in one database.</param>
    /// <exception cref="KeyVaultException">The connection string cannot be read.</exception>
    public PostgresDialect(string connectionString, string site)
    {
        schema = SchemaOf(site);
        lockNumber = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(schema)));
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString)
            {
                Pooling = false,
                Enlist = false,
                Timeout = ConnectSeconds,
                CommandTimeout = CommandSeconds,
                CancellationTimeout = -1,
                MaxAutoPrepare = StatementsKept,
                AutoPrepareMinUsages = 2,
                IncludeErrorDetail = false,
                ApplicationName = "qkdmec vault",
            };
            connection = settings.ConnectionString;
            Name = $"PostgreSQL {settings.Host}:{settings.Port}/{settings.Database}, schema {schema}";
        }
        catch (ArgumentException error)
        {
            throw new KeyVaultException($"the connection string of the vault of site '{site}' cannot be read: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <summary>What failed may have been the connection; to try each again would make the others wait for as many time-outs.</summary>
    public override bool TriesOneByOne => false;

    /// <summary>The schema of a site's vault.</summary>
    public static string SchemaOf(string site)
    {
        var name = $"qkdmec_{site}";
        return name.Length <= MaxNameLength ? name : $"{name[..(MaxNameLength - 17)]}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(site)))[..16]}";
    }

    /// <summary>
    /// A time-out of a server that is there: Npgsql's, bare while it connects, or one of those that the session asks of the server. One that refuses connections is not busy.
    /// </summary>
    public override bool IsBusy(Exception fault) =>
        fault is TimeoutException
            or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled or IdleInTransaction }
            or NpgsqlException { IsTransient: true, InnerException: null or TimeoutException };

    /// <inheritdoc/>
    public override DbConnection Connect()
    {
        var opened = new NpgsqlConnection(connection);
        try
        {
            opened.Open();
            new VaultSession(opened, null).Execute($"{Session}; set search_path = \"{schema}\"");
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Makes the schema, and refuses a server that forgets what it has said to be written.</summary>
    /// <exception cref="KeyVaultException">The server runs without <c>fsync</c>.</exception>
    public override void Prepare(VaultSession session)
    {
        if (session.Query("show fsync", row => row.GetString(0)) is not ["on"])
        {
            throw new KeyVaultException($"{Name}: the server runs with fsync off and could give out keys twice after a power cut; set fsync = on");
        }

        Lock(session);
        if (session.Query("select 1 from pg_namespace where nspname = @schema", _ => 1, ("@schema", schema)).Count == 0)
        {
            session.Execute($"create schema \"{schema}\"");
        }
    }

    /// <inheritdoc/>
    public override string Translate(string sql) => sql.Replace(" blob", " bytea", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override void Lock(VaultSession session) => session.Query("select pg_advisory_xact_lock(@vault)", _ => true, ("@vault", lockNumber));
}
