using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyVaults;

/// <summary>
/// Where one site keeps the blocks of its key pools, encrypted at rest. Site-local: never a grain message. What a method did is durable
/// when its task has completed. Only blocks of a pool's current epoch exist.
/// </summary>
/// <remarks>Every method throws <see cref="KeyVaultException"/> when the store fails; whether it took effect is then unknown.</remarks>
public interface IKeyVault : IServingRecords
{
    /// <summary>Names this vault; a new vault has a new name.</summary>
    Guid Id { get; }

    /// <summary>The keys that several SAEs share, kept beside the blocks.</summary>
    ISharedKeyStore SharedKeys { get; }

    /// <summary>The epoch and the highest block number of a pool; zeros when it has never been used.</summary>
    ValueTask<VaultPool> GetPoolAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>Enters a higher epoch: destroys all blocks of the pool and begins its numbers anew. Nothing happens when the epoch is not higher.</summary>
    ValueTask AdvanceEpochAsync(PoolId pool, ulong epoch, CancellationToken cancellationToken);

    /// <summary>Takes a block number for good, if it is the highest so far.</summary>
    ValueTask<NumberClaim> ClaimNumberAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>Stores a block whose number was claimed. False: another epoch, or the number is stored already; the block is not stored.</summary>
    ValueTask<bool> StoreAsync(PoolId pool, NewBlock block, KeyMaterial bytes, CancellationToken cancellationToken);

    /// <summary>Makes a prepared block a committed one. False: it is no longer there.</summary>
    ValueTask<bool> CommitAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>Notes when the first position of a block was leased; the first time stands.</summary>
    ValueTask OpenAsync(PoolId pool, BlockKey block, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>
    /// Raises the watermark kept beside the blocks. Nothing happens when it is not higher, or the pool stands in another epoch: so a grain state
    /// that was put back to an older copy is found to be old.
    /// </summary>
    ValueTask RaiseMarkAsync(PoolId pool, ulong epoch, PoolMark mark, CancellationToken cancellationToken);

    /// <summary>The bytes of a committed block; the receiver owns and disposes them. Null: there is no such block.</summary>
    ValueTask<KeyMaterial?> LoadAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>Destroys a block and its consumption marks; nothing happens when it is not there.</summary>
    ValueTask DestroyAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>Destroys a block if it is still prepared; nothing happens when it is not there, or was committed meanwhile.</summary>
    ValueTask DestroyPreparedAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>The blocks of a pool's current epoch, in order of their numbers.</summary>
    ValueTask<ImmutableArray<BlockRecord>> ListAsync(PoolId pool, CancellationToken cancellationToken);

    /// <summary>What was consumed of a block: one bit for each 8 bytes of its body; bits that are missing are not set. Empty when there is no such block.</summary>
    ValueTask<byte[]> LoadMarksAsync(PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>Adds consumption marks to those stored; marks of blocks that are no longer there are dropped.</summary>
    ValueTask SaveMarksAsync(IReadOnlyList<BlockMarks> marks, CancellationToken cancellationToken);
}
