using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.QkdLinks;

/// <summary>Where the blocks of one site come from: its QKD devices; at the end of a route, what arrived; at its beginning, the entropy source.</summary>
internal sealed class SiteBlockSource(
    IQkdModules modules, RelayStaging staging, BlockDispatch dispatch) : IBlockSource
{
    public async ValueTask<MadeBlock?> MakeAsync(BlockSupply supply, PoolId pool, BlockKey block, CancellationToken cancellationToken) => supply switch
    {
        { Link: { } link, Paths: null } => modules.Find(link) is { } module ? await module.MakeAsync(supply.Bytes, cancellationToken) : null,
        { Link: null, Paths: { } paths } => await dispatch.MakeAsync(paths, supply.Bytes, pool, block, cancellationToken),
        _ => null,
    };

    public async ValueTask<KeyMaterial?> TakeAsync(PoolId pool, BlockOffer offer, CancellationToken cancellationToken) => offer.Link is { } link
        ? modules.Find(link) is { } module ? await module.TakeAsync(offer.Reference, offer.Bytes, cancellationToken) : null
        : staging.Take(pool, new BlockKey(offer.Epoch, offer.Number), offer.Shares);
}
