using System.Collections.Immutable;
using System.Data.Common;
using System.Security.Cryptography;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The vault of one site in a SQLite file, its master key in a file beside it.</summary>
public sealed class SqliteKeyVault : IKeyVault, IDisposable
{
    private readonly MasterKey master;
    private readonly VaultWriter writer;
    private readonly DbConnection reading;
    private readonly Lock readingGate = new();
    private bool disposed;

    private SqliteKeyVault(MasterKey master, VaultWriter writer, DbConnection reading, Guid id) =>
        (this.master, this.writer, this.reading, Id) = (master, writer, reading, id);

    /// <inheritdoc/>
    public Guid Id { get; }

    /// <summary>Opens the vault <c>vault.db</c> with <c>master.key</c> of a directory; both are made when neither is there.</summary>
    /// <exception cref="KeyVaultException">The files cannot be read or written, or do not belong together; the message says what to do.</exception>
    public static SqliteKeyVault Open(string directory)
    {
        var database = Path.Combine(directory, "vault.db");
        var master = MasterKey.Open(Path.Combine(directory, "master.key"), File.Exists(database));
        DbConnection? writing = null;
        try
        {
            writing = VaultDatabase.Connect(database);
            var id = VaultDatabase.Prepare(writing, master, database);
            return new SqliteKeyVault(master, new VaultWriter(writing, VaultDatabase.ClearLog), VaultDatabase.Connect(database), id);
        }
        catch (Exception error)
        {
            // Whatever kept the vault from opening: nothing of it stays open.
            writing?.Dispose();
            master.Dispose();
            throw error as KeyVaultException ?? new KeyVaultException($"the vault '{database}' cannot be opened: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public ValueTask<VaultPool> GetPoolAsync(PoolId pool, CancellationToken cancellationToken) => Read(session => VaultTables.ReadPool(session, pool));

    /// <inheritdoc/>
    public async ValueTask AdvanceEpochAsync(PoolId pool, ulong epoch, CancellationToken cancellationToken)
    {
        if (epoch > (await GetPoolAsync(pool, cancellationToken)).Epoch)
        {
            await writer.WriteAsync(session => VaultTables.Advance(session, pool, epoch), destroys: true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<NumberClaim> ClaimNumberAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        new(writer.WriteAsync(session => VaultTables.Claim(session, pool, block)));

    /// <inheritdoc/>
    public ValueTask<bool> StoreAsync(PoolId pool, NewBlock block, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        var length = bytes.Length;
        var secret = VaultEnvelope.Seal(master, pool, block.Key, bytes.Span);
        return new(writer.WriteAsync(session => VaultTables.Insert(session, pool, block, length, secret)));
    }

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        new(writer.WriteAsync(session => VaultTables.Commit(session, pool, block)));

    /// <inheritdoc/>
    public ValueTask OpenAsync(PoolId pool, BlockKey block, DateTimeOffset at, CancellationToken cancellationToken) =>
        new(writer.WriteAsync(session => VaultTables.Open(session, pool, block, at)));

    /// <inheritdoc/>
    public ValueTask RaiseMarkAsync(PoolId pool, ulong epoch, PoolMark mark, CancellationToken cancellationToken) =>
        new(writer.WriteAsync(session => VaultTables.RaiseMark(session, pool, epoch, mark)));

    /// <inheritdoc/>
    public async ValueTask<KeyMaterial?> LoadAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken)
    {
        var secret = await Read(session => VaultTables.ReadBlock(session, pool, block));
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
        new(writer.WriteAsync(session => VaultTables.Destroy(session, pool, block), destroys: true));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<BlockRecord>> ListAsync(PoolId pool, CancellationToken cancellationToken) =>
        Read(session => VaultTables.List(session, pool));

    /// <inheritdoc/>
    public ValueTask<byte[]> LoadMarksAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Read(session => VaultTables.ReadMarks(session, pool, block.Number));

    /// <inheritdoc/>
    public ValueTask SaveMarksAsync(IReadOnlyList<BlockMarks> marks, CancellationToken cancellationToken) =>
        new(writer.WriteAsync(session => marks.Count(entry => VaultTables.AddMarks(session, entry))));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, true))
        {
            return;
        }

        writer.Dispose();
        reading.Dispose();
        master.Dispose();
    }

    private ValueTask<T> Read<T>(Func<VaultSession, T> read)
    {
        try
        {
            lock (readingGate)
            {
                return new(read(new VaultSession(reading, null)));
            }
        }
        catch (DbException error)
        {
            return ValueTask.FromException<T>(new KeyVaultException("the vault could not read", error));
        }
    }
}
