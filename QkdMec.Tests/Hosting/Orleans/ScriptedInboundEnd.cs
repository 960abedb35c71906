using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Hosting;

/// <summary>The other end of an allocating end: agrees to everything and notes what it was asked.</summary>
internal sealed class ScriptedInboundEnd(ICollection<string> log) : IInboundKeyPoolGrain
{
    public Task<PoolHelloAnswer> HelloAsync(PoolHello hello, CancellationToken cancellationToken)
    {
        log.Add("hello");
        return Task.FromResult(new PoolHelloAnswer(hello.Epoch, hello.Mark, Sound: true));
    }

    public Task<LeaseAcknowledgement> AcknowledgeLeaseAsync(LeaseProposal proposal, CancellationToken cancellationToken)
    {
        log.Add($"asked for {proposal.Lease.Offset}+{proposal.Lease.Length}");
        return Task.FromResult(new LeaseAcknowledgement(LeaseAnswer.Acknowledged, new PoolMark(proposal.Lease.Block, proposal.Lease.Offset + proposal.Lease.Length)));
    }

    public Task<SupplyStatus> SupplyAsync(BlockSupply supply, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<OfferOutcome> OfferBlockAsync(BlockOffer offer, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<KeyPoolStatus> GetStatusAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
