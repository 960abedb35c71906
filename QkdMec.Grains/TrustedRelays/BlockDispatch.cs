using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>At the beginning of routes: draws a block and sends it, or its shares, on the way.</summary>
internal sealed class BlockDispatch(Lazy<IPadSource> pads, RelaySender sender, IEntropySource entropy)
{
    /// <summary>A new block that arrived at the other end. Null: not all of it did; it was zeroed, its pads are gone.</summary>
    public async Task<MadeBlock?> MakeAsync(RelayPaths paths, int bytes, PoolId pool, BlockKey key, CancellationToken cancellationToken)
    {
        var block = new KeyMaterial($"block {key.Number} of {pool}", bytes);
        var isThere = false;
        try
        {
            entropy.Fill(block.Span);
            isThere = await SendAsync(paths, block, pool, key, cancellationToken);
            return isThere ? new MadeBlock(block, []) : null;
        }
        finally
        {
            if (!isThere)
            {
                block.Dispose();
            }
        }
    }

    private async Task<bool> SendAsync(RelayPaths paths, KeyMaterial block, PoolId pool, BlockKey key, CancellationToken cancellationToken)
    {
        var shares = BlockShares.Split(block, paths.Routes.Length, entropy);
        try
        {
            var outcomes = await Task.WhenAll(paths.Routes.Select((route, share) =>
            {
                var header = new RelayHeader(route, 1, pool.Direction, key.Epoch, key.Number) { Share = share, Shares = paths.Routes.Length };
                return sender.SendAsync(pads.Value, header, shares[share], cancellationToken);
            }));
            return outcomes.All(outcome => outcome == RelayOutcome.Delivered);
        }
        finally
        {
            foreach (var share in shares)
            {
                share.Dispose();
            }
        }
    }
}
