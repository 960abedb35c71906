using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>A vault that notes every block it stores.</summary>
internal sealed class RecordingVault(IKeyVault inner, KnownSecrets secrets) : IKeyVault
{
    /// <inheritdoc/>
    public Guid Id => inner.Id;

    /// <inheritdoc/>
    public ISharedKeyStore SharedKeys { get; } = new RecordingSharedKeys(inner.SharedKeys, secrets);

    /// <inheritdoc/>
    public ValueTask<bool> StoreAsync(PoolId pool, NewBlock block, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        secrets.AddBlock($"block {block.Key.Epoch}/{block.Key.Number} of {pool}", bytes);
        return inner.StoreAsync(pool, block, bytes, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<VaultPool> GetPoolAsync(PoolId pool, CancellationToken cancellationToken) => inner.GetPoolAsync(pool, cancellationToken);

    /// <inheritdoc/>
    public ValueTask AdvanceEpochAsync(PoolId pool, ulong epoch, CancellationToken cancellationToken) => inner.AdvanceEpochAsync(pool, epoch, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<NumberClaim> ClaimNumberAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        inner.ClaimNumberAsync(pool, block, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> CommitAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) => inner.CommitAsync(pool, block, cancellationToken);

    /// <inheritdoc/>
    public ValueTask OpenAsync(PoolId pool, BlockKey block, DateTimeOffset at, CancellationToken cancellationToken) =>
        inner.OpenAsync(pool, block, at, cancellationToken);

    /// <inheritdoc/>
    public ValueTask RaiseMarkAsync(PoolId pool, ulong epoch, PoolMark mark, CancellationToken cancellationToken) =>
        inner.RaiseMarkAsync(pool, epoch, mark, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KeyMaterial?> LoadAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) => inner.LoadAsync(pool, block, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DestroyAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) => inner.DestroyAsync(pool, block, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DestroyPreparedAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) =>
        inner.DestroyPreparedAsync(pool, block, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<BlockRecord>> ListAsync(PoolId pool, CancellationToken cancellationToken) => inner.ListAsync(pool, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<byte[]> LoadMarksAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken) => inner.LoadMarksAsync(pool, block, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SaveMarksAsync(IReadOnlyList<BlockMarks> marks, CancellationToken cancellationToken) => inner.SaveMarksAsync(marks, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListenerLife> BeginLifeAsync(KeyListenerId listener, bool endsEarlier, CancellationToken cancellationToken) =>
        inner.BeginLifeAsync(listener, endsEarlier, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> BeatAsync(long life, CancellationToken cancellationToken) => inner.BeatAsync(life, cancellationToken);

    /// <inheritdoc/>
    public ValueTask StopBeatsAsync(long life, CancellationToken cancellationToken) => inner.StopBeatsAsync(life, cancellationToken);

    /// <inheritdoc/>
    public ValueTask EndLifeAsync(ListenerLife seen, CancellationToken cancellationToken) => inner.EndLifeAsync(seen, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<ListenerLife?> ServeAsync(PoolId pool, BlockKey block, long life, CancellationToken cancellationToken) =>
        inner.ServeAsync(pool, block, life, cancellationToken);
}
