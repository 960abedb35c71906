using QkdMec.Grains.Hosting;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.KeyNetworks.Variants;

/// <summary>Broken: the other end says yes to every lease and writes no mark, nor does it take one over from a hello.</summary>
[Reentrant, SitePlaced]
internal sealed class UnacknowledgedLeaseGrain : Grain, IInboundKeyPoolGrain
{
    private readonly InboundKeyPoolGrain _product;
    private readonly KeyPoolEnd _end;

    public UnacknowledgedLeaseGrain([PersistentState("pool")] IPersistentState<KeyPoolState> state, KeyPoolServices services)
    {
        _product = new InboundKeyPoolGrain(state, services);
        _end = KeyPoolEnd.Of(this.GetPrimaryKeyString(), services);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _product.OnActivateAsync(cancellationToken);

    public async Task<LeaseAcknowledgement> AcknowledgeLeaseAsync(LeaseProposal proposal, CancellationToken cancellationToken)
    {
        await KeyPoolSurface.AtEdgeAsync(_end, async () =>
        {
            await _end.Vault.OpenAsync(_end.Id, new BlockKey(proposal.Lease.Epoch, proposal.Lease.Block), _end.Time.GetUtcNow(), CancellationToken.None);
            return true;
        });
        return new LeaseAcknowledgement(LeaseAnswer.Acknowledged, default);
    }

    public Task<PoolHelloAnswer> HelloAsync(PoolHello hello, CancellationToken cancellationToken) => _product.HelloAsync(hello with { Mark = default }, cancellationToken);

    public Task<SupplyStatus> SupplyAsync(BlockSupply supply, CancellationToken cancellationToken) => _product.SupplyAsync(supply, cancellationToken);

    public Task<OfferOutcome> OfferBlockAsync(BlockOffer offer, CancellationToken cancellationToken) => _product.OfferBlockAsync(offer, cancellationToken);

    public Task<KeyPoolStatus> GetStatusAsync(CancellationToken cancellationToken) => _product.GetStatusAsync(cancellationToken);
}
