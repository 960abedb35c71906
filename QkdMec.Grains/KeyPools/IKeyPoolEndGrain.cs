using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>What both ends of a directed key pool do. Key: see <see cref="PoolId"/>. No method takes or returns key bytes.</summary>
[Alias(TypeAliases.KeyPoolEndGrain)]
public interface IKeyPoolEndGrain : IGrainWithStringKey
{
    /// <summary>Makes one block with the other end; only at the coordinating end.</summary>
    Task<SupplyStatus> SupplyAsync(BlockSupply supply, CancellationToken cancellationToken);

    /// <summary>Called by the coordinating end: compare and keep your copy of a block.</summary>
    Task<OfferOutcome> OfferBlockAsync(BlockOffer offer, CancellationToken cancellationToken);

    /// <summary>What this end holds.</summary>
    Task<KeyPoolStatus> GetStatusAsync(CancellationToken cancellationToken);
}
