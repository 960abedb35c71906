using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks;

/// <summary>Where the blocks of one site come from: its QKD devices; at the end of a route, what arrived; at its beginning, the entropy source.</summary>
internal sealed class SiteBlockSource(
    IQkdModules modules, RelayStaging staging, Lazy<IPadSource> pads, RelaySender sender, IEntropySource entropy) : IBlockSource
{
    public async ValueTask<MadeBlock?> MakeAsync(BlockSupply supply, PoolId pool, BlockKey block, CancellationToken cancellationToken) => supply switch
    {
        { Link: { } link, Route: null } => modules.Find(link) is { } module ? await module.MakeAsync(supply.Bytes, cancellationToken) : null,
        { Link: null, Route: { } route } => await RelayAsync(route, supply.Bytes, pool, block, cancellationToken),
        _ => null,
    };

    public async ValueTask<KeyMaterial?> TakeAsync(PoolId pool, BlockOffer offer, CancellationToken cancellationToken) => offer.Link is { } link
        ? modules.Find(link) is { } module ? await module.TakeAsync(offer.Reference, offer.Bytes, cancellationToken) : null
        : staging.Take(pool, new BlockKey(offer.Epoch, offer.Number));

    private async Task<MadeBlock?> RelayAsync(RelayRoute route, int bytes, PoolId pool, BlockKey block, CancellationToken cancellationToken)
    {
        var made = new KeyMaterial($"block {block.Number} of {pool}", bytes);
        entropy.Fill(made.Span);
        var outcome = RelayOutcome.Unreachable;
        try
        {
            var header = new RelayHeader(route, 1, pool.Direction, block.Epoch, block.Number);
            outcome = await sender.SendAsync(pads.Value, header, made, cancellationToken);
            return outcome == RelayOutcome.Delivered ? new MadeBlock(made, []) : null;
        }
        finally
        {
            if (outcome != RelayOutcome.Delivered)
            {
                made.Dispose();
            }
        }
    }
}
