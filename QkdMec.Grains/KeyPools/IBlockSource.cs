using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyPools;

/// <summary>Where the bytes of new blocks come from at one site: its QKD modules, or blocks that came relayed. Site-local: never a grain message.</summary>
public interface IBlockSource
{
    /// <summary>At the coordinating end: the bytes of a new block, which the other end can find by the reference. Null: no material.</summary>
    ValueTask<MadeBlock?> MakeAsync(BlockSupply supply, PoolId pool, BlockKey block, CancellationToken cancellationToken);

    /// <summary>At the other end: its copy of an offered block. Null: it has none. A copy is taken once.</summary>
    ValueTask<KeyMaterial?> TakeAsync(PoolId pool, BlockOffer offer, CancellationToken cancellationToken);
}

/// <summary>A block within its pool.</summary>
/// <param name="Epoch">The epoch of the pool.</param>
/// <param name="Number">The number of the block.</param>
public readonly record struct BlockKey(ulong Epoch, long Number);

/// <summary>The coordinating end's copy of a new block. The receiver owns and disposes the bytes.</summary>
public sealed record MadeBlock(KeyMaterial Bytes, ImmutableArray<byte> Reference);
