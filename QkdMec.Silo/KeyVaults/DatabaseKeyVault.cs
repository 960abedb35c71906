using System.Collections.Immutable;
using System.Security.Cryptography;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The vault of one site in a database, its master key in a file outside it.</summary>
public sealed partial class DatabaseKeyVault : IKeyVault, IDisposable
{
    /// <summary>The name of the file of a vault in SQLite.</summary>
    public const string SqliteFile = "vault.db";

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
    public ValueTask DestroyPreparedAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        new(writer.RunAsync(session => VaultTables.DestroyPrepared(session, pool, block), destroys: true));

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
}
