using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The vault of one site in a database, its master key in a file outside it.</summary>
public sealed class DatabaseKeyVault : IKeyVault, IDisposable
{
    /// <summary>The name of the file of a vault in SQLite.</summary>
    public const string SqliteFile = "vault.db";

    private const int OpeningAttempts = 8;

    private readonly MasterKey master;
    private readonly VaultLane writer;
    private readonly IVaultReader reader;
    private bool disposed;

    private DatabaseKeyVault(MasterKey master, VaultLane writer, IVaultReader reader, Guid id)
    {
        (this.master, this.writer, this.reader, Id) = (master, writer, reader, id);
        SharedKeys = new SharedKeyStore(master, writer, reader);
    }

    /// <inheritdoc/>
    public Guid Id { get; }

    /// <inheritdoc/>
    public ISharedKeyStore SharedKeys { get; }

    /// <summary>Opens the vault <c>vault.db</c> with <c>master.key</c> of a directory; both are made when neither is there.</summary>
    /// <exception cref="KeyVaultException">The files cannot be read or written, or do not belong together; the message says what to do.</exception>
    public static DatabaseKeyVault OpenSqlite(string directory) =>
        Open(new SqliteDialect(Path.Combine(directory, SqliteFile)), directory, connection => new DirectVaultReader(connection));

    /// <summary>Opens the vault of a site in PostgreSQL with <c>master.key</c> of a directory; both are made when neither is there.</summary>
    /// <param name="connectionString">Npgsql's.</param>
    /// <param name="site">The site, whose name names the schema.</param>
    /// <param name="directory">The directory of the master key. Several processes of a site have the same key.</param>
    /// <exception cref="KeyVaultException">The database cannot be reached or used, or is another key's; the message says what to do.</exception>
    public static DatabaseKeyVault OpenPostgres(string connectionString, string site, string directory)
    {
        var dialect = new PostgresDialect(connectionString, site);
        return Open(dialect, directory, connection => new VaultLaneReader(new VaultLane(new VaultLink(dialect, connection), writing: null)));
    }

    /// <inheritdoc/>
    public ValueTask<VaultPool> GetPoolAsync(PoolId pool, CancellationToken cancellationToken) => reader.ReadAsync(session => VaultTables.ReadPool(session, pool));

    /// <inheritdoc/>
    public async ValueTask AdvanceEpochAsync(PoolId pool, ulong epoch, CancellationToken cancellationToken)
    {
        if (epoch > (await GetPoolAsync(pool, cancellationToken)).Epoch)
        {
            await writer.RunAsync(session => VaultTables.Advance(session, pool, epoch), destroys: true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<NumberClaim> ClaimNumberAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => VaultTables.Claim(session, pool, block)));

    /// <inheritdoc/>
    public ValueTask<bool> StoreAsync(PoolId pool, NewBlock block, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        var length = bytes.Length;
        var secret = VaultEnvelope.Seal(master, pool, block.Key, bytes.Span);
        return new(writer.RunAsync(session => VaultTables.Insert(session, pool, block, length, secret)));
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => VaultTables.Commit(session, pool, block)));

    /// <inheritdoc/>
    public ValueTask OpenAsync(PoolId pool, BlockKey block, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => VaultTables.Open(session, pool, block, at)));

    /// <inheritdoc/>
    public ValueTask RaiseMarkAsync(PoolId pool, ulong epoch, PoolMark mark, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => VaultTables.RaiseMark(session, pool, epoch, mark)));

    /// <inheritdoc/>
    public async ValueTask<KeyMaterial?> LoadAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken)
    {
        var secret = await reader.ReadAsync(session => VaultTables.ReadBlock(session, pool, block));
        if (secret is not { } found)
        {
            return null;
        }

        try
        {
            return VaultEnvelope.Open(master, pool, block, found.Wrapped, found.Sealed);
        }
        catch (CryptographicException error)
        {
            throw new KeyVaultException($"block {block.Epoch}/{block.Number} of {pool} was changed in the vault", error);
        }
    }

    /// <inheritdoc/>
    public ValueTask DestroyAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => VaultTables.Destroy(session, pool, block), destroys: true));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<BlockRecord>> ListAsync(PoolId pool, CancellationToken cancellationToken) =>
        reader.ReadAsync(session => VaultTables.List(session, pool));

    /// <inheritdoc/>
    public ValueTask<byte[]> LoadMarksAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        reader.ReadAsync(session => VaultTables.ReadMarks(session, pool, block.Number));

    /// <inheritdoc/>
    public ValueTask SaveMarksAsync(IReadOnlyList<BlockMarks> marks, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => marks.Count(entry => VaultTables.AddMarks(session, entry))));

    /// <inheritdoc/>
    public ValueTask<ListenerLife> BeginLifeAsync(KeyListenerId listener, bool endsEarlier, CancellationToken cancellationToken)
    {
        var number = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;
        return new(writer.RunAsync(session => ServingTables.Begin(session, new ListenerLife(listener, number, 1), endsEarlier)));
    }

    /// <inheritdoc/>
    public ValueTask<bool> BeatAsync(long life, CancellationToken cancellationToken) => new(writer.RunAsync(session => ServingTables.Beat(session, life)));

    /// <inheritdoc/>
    public ValueTask StopBeatsAsync(long life, CancellationToken cancellationToken) => new(writer.RunAsync(session => ServingTables.Stop(session, life)));

    /// <inheritdoc/>
    public ValueTask EndLifeAsync(ListenerLife seen, CancellationToken cancellationToken) => new(writer.RunAsync(session => ServingTables.End(session, seen)));

    /// <inheritdoc/>
    public ValueTask<ListenerLife?> ServeAsync(PoolId pool, BlockKey block, long life, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => ServingTables.Serve(session, pool, block, life)));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        writer.Dispose();
        reader.Dispose();
        master.Dispose();
    }

    // A vault is opened at a start, where there is more time than a key has: when a whole site starts, its processes wait for one another.
    private static DatabaseKeyVault Open(VaultDialect dialect, string directory, Func<DbConnection, IVaultReader> readOver)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return OpenOnce(dialect, directory, readOver);
            }
            catch (KeyVaultException fault) when (attempt < OpeningAttempts && fault.InnerException is { } cause && dialect.IsBusy(cause))
            {
                // Its turn did not come in time; the time-out was the pause.
            }
        }
    }

    private static DatabaseKeyVault OpenOnce(VaultDialect dialect, string directory, Func<DbConnection, IVaultReader> readOver)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            var writing = Opened(dialect.Connect());
            var (id, master) = VaultIdentity.Establish(writing, dialect, Path.Combine(directory, MasterKey.FileName));
            Opened(master);
            return new DatabaseKeyVault(master, new VaultLane(new VaultLink(dialect, writing), VaultInstruments.Of(directory)), readOver(Opened(dialect.Connect())), id);
        }
        catch (Exception error)
        {
            // Whatever kept the vault from opening: nothing of it stays open.
            while (opened.TryPop(out var part))
            {
                part.Dispose();
            }

            throw error as KeyVaultException ?? new KeyVaultException($"the vault '{dialect.Name}' cannot be opened: {error.Message.ReplaceLineEndings(" ")}", error);
        }

        T Opened<T>(T part) where T : IDisposable
        {
            opened.Push(part);
            return part;
        }
    }
}
