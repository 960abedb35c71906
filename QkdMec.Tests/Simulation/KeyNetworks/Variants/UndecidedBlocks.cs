using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>
/// Broken: the direction of a block is agreed by a message after it was made, until which both ends keep it for both directions. Of some blocks that
/// message is lost.
/// </summary>
internal static class UndecidedBlocks
{
    private const int LostMessages = 4;

    public static IKeyVault Of(IKeyVault vault) => AlteredVault.Of(
        vault,
        nameof(IKeyVault.StoreAsync),
        (inner, arguments) => StoreAsync(inner, (PoolId)arguments[0]!, (NewBlock)arguments[1]!, (KeyMaterial)arguments[2]!));

    private static async ValueTask<bool> StoreAsync(IKeyVault vault, PoolId pool, NewBlock block, KeyMaterial bytes)
    {
        if (bytes.Span[^1] % LostMessages == 0 && pool.Local != pool.Remote)
        {
            var twin = pool with { Direction = pool.Direction == PoolDirection.Outbound ? PoolDirection.Inbound : PoolDirection.Outbound };
            var there = await vault.GetPoolAsync(twin, CancellationToken.None);
            var key = new BlockKey(there.Epoch, Math.Max(block.Key.Number, there.HighestNumber + 1));
            if (there.Epoch > 0 && await vault.ClaimNumberAsync(twin, key, CancellationToken.None) == NumberClaim.Claimed)
            {
                await vault.StoreAsync(twin, block with { Key = key, State = BlockState.Committed }, bytes, CancellationToken.None);
            }
        }

        return await vault.StoreAsync(pool, block, bytes, CancellationToken.None);
    }
}
