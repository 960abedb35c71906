using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The end of a directed key pool whose positions the other end allocates. Key: <c>site/local←remote</c>.</summary>
[Alias(TypeAliases.InboundKeyPoolGrain)]
public interface IInboundKeyPoolGrain : IKeyPoolEndGrain
{
    /// <summary>Agrees on epoch and watermark with the allocating end.</summary>
    Task<PoolHelloAnswer> HelloAsync(PoolHello hello, CancellationToken cancellationToken);

    /// <summary>Makes the end of a proposed range durable here, or says why not.</summary>
    Task<LeaseAcknowledgement> AcknowledgeLeaseAsync(LeaseProposal proposal, CancellationToken cancellationToken);
}
