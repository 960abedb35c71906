using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>
/// Broken: the other end keeps its copy of a block without comparing it. What is compared is the coordinating end's own copy; what is stored is what
/// came.
/// </summary>
internal sealed class UncomparedBlocks
{
    private readonly Dictionary<(string Allocator, string Pair, BlockKey Block), byte[]> _made = [];
    private readonly Dictionary<(string Allocator, string Pair, BlockKey Block), byte[]> _came = [];

    public IBlockSource Of(IBlockSource source) => new Source(this, source);

    public IKeyVault Of(IKeyVault vault) => AlteredVault.Of(
        vault,
        nameof(IKeyVault.StoreAsync),
        (inner, arguments) => StoreAsync(inner, (PoolId)arguments[0]!, (NewBlock)arguments[1]!, (KeyMaterial)arguments[2]!));

    private static (string, string, BlockKey) PlaceOf(PoolId pool, BlockKey block) =>
        (pool.Allocator.Value, LinkId.Between(pool.Local, pool.Remote).ToGrainKey(), block);

    private ValueTask<bool> StoreAsync(IKeyVault vault, PoolId pool, NewBlock block, KeyMaterial bytes)
    {
        if (!pool.IsCoordinator && _came.Remove(PlaceOf(pool, block.Key), out var came) && came.Length == bytes.Length)
        {
            came.AsSpan(BlockLayout.ComparisonKeyBytes).CopyTo(bytes.Span[BlockLayout.ComparisonKeyBytes..]);
        }

        return vault.StoreAsync(pool, block, bytes, CancellationToken.None);
    }

    private sealed class Source(UncomparedBlocks variant, IBlockSource inner) : IBlockSource
    {
        public async ValueTask<MadeBlock?> MakeAsync(BlockSupply supply, PoolId pool, BlockKey block, CancellationToken cancellationToken)
        {
            var made = await inner.MakeAsync(supply, pool, block, cancellationToken);
            if (made is not null)
            {
                variant._made[PlaceOf(pool, block)] = made.Bytes.Span.ToArray();
            }

            return made;
        }

        public async ValueTask<KeyMaterial?> TakeAsync(PoolId pool, BlockOffer offer, CancellationToken cancellationToken)
        {
            var place = PlaceOf(pool, new BlockKey(offer.Epoch, offer.Number));
            var came = await inner.TakeAsync(pool, offer, cancellationToken);
            if (came is null || !variant._made.TryGetValue(place, out var made))
            {
                return came;
            }

            variant._came[place] = came.Span.ToArray();
            came.Dispose();
            return KeyMaterial.CopyOf("block", made);
        }
    }
}
