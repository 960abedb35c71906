using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyVaults;

/// <summary>A vault that lives and dies with its process: for runs without a data directory, and for simulations.</summary>
public sealed class MemoryKeyVault(Guid id) : IKeyVault, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<PoolId, MemoryPool> pools = [];
    private readonly MemorySharedKeys sharedKeys = new();
    private readonly MemoryLives lives = new();

    /// <inheritdoc/>
    public Guid Id => id;

    /// <inheritdoc/>
    public ISharedKeyStore SharedKeys => sharedKeys;

    /// <inheritdoc/>
    public ValueTask<VaultPool> GetPoolAsync(PoolId pool, CancellationToken cancellationToken) =>
        Locked(pool, found => new VaultPool(found.Epoch, found.HighestNumber, found.Mark));

    /// <inheritdoc/>
    public ValueTask AdvanceEpochAsync(PoolId pool, ulong epoch, CancellationToken cancellationToken) =>
        Done(Locked(pool, found => found.Advance(epoch)));

    /// <inheritdoc/>
    public ValueTask<NumberClaim> ClaimNumberAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Locked(pool, found => found.Claim(block));

    /// <inheritdoc/>
    public ValueTask<bool> StoreAsync(PoolId pool, NewBlock block, KeyMaterial bytes, CancellationToken cancellationToken) =>
        Locked(pool, found => found.Store(pool, block, bytes.Span));

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Locked(pool, found => found.Commit(block));

    /// <inheritdoc/>
    public ValueTask OpenAsync(PoolId pool, BlockKey block, DateTimeOffset at, CancellationToken cancellationToken) =>
        Done(Locked(pool, found => found.Open(block, at)));

    /// <inheritdoc/>
    public ValueTask RaiseMarkAsync(PoolId pool, ulong epoch, PoolMark mark, CancellationToken cancellationToken) =>
        Done(Locked(pool, found => found.RaiseMark(epoch, mark)));

    /// <inheritdoc/>
    public ValueTask<KeyMaterial?> LoadAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Locked(pool, found => found.Load(pool, block));

    /// <inheritdoc/>
    public ValueTask DestroyAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Done(Locked(pool, found => found.Destroy(block)));

    /// <inheritdoc/>
    public ValueTask DestroyPreparedAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Done(Locked(pool, found => found.DestroyPrepared(block)));

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<BlockRecord>> ListAsync(PoolId pool, CancellationToken cancellationToken) =>
        Locked(pool, found => found.List());

    /// <inheritdoc/>
    public ValueTask<byte[]> LoadMarksAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        Locked(pool, found => found.LoadMarks(block));

    /// <inheritdoc/>
    public ValueTask SaveMarksAsync(IReadOnlyList<BlockMarks> marks, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var entry in marks)
            {
                PoolOf(entry.Pool).AddMarks(entry.Block, entry.Bits.Span);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<ListenerLife> BeginLifeAsync(KeyListenerId listener, bool endsEarlier, CancellationToken cancellationToken) =>
        Locked(() => lives.Begin(listener, endsEarlier));

    /// <inheritdoc/>
    public ValueTask<bool> BeatAsync(long life, CancellationToken cancellationToken) => Locked(() => lives.Beat(life));

    /// <inheritdoc/>
    public ValueTask StopBeatsAsync(long life, CancellationToken cancellationToken) => Done(Locked(() => lives.Stop(life)));

    /// <inheritdoc/>
    public ValueTask EndLifeAsync(ListenerLife seen, CancellationToken cancellationToken) => Done(Locked(() => lives.End(seen)));

    /// <inheritdoc/>
    public ValueTask<ListenerLife?> ServeAsync(PoolId pool, BlockKey block, long life, CancellationToken cancellationToken) =>
        Locked(pool, found => lives.Find(life) is { } asking ? found.Serve(block, asking, lives.Find) : null);

    /// <summary>Destroys every block and every shared key.</summary>
    public void Dispose()
    {
        sharedKeys.Dispose();
        lock (gate)
        {
            foreach (var pool in pools.Values)
            {
                pool.DestroyAll();
            }
        }
    }

    private static ValueTask Done<T>(ValueTask<T> result) => result.IsCompletedSuccessfully ? ValueTask.CompletedTask : new ValueTask(result.AsTask());

    private ValueTask<T> Locked<T>(Func<T> act)
    {
        lock (gate)
        {
            return ValueTask.FromResult(act());
        }
    }

    private ValueTask<T> Locked<T>(PoolId pool, Func<MemoryPool, T> act)
    {
        lock (gate)
        {
            return ValueTask.FromResult(act(PoolOf(pool)));
        }
    }

    private MemoryPool PoolOf(PoolId pool) => pools.TryGetValue(pool, out var found) ? found : pools[pool] = new MemoryPool();
}
