using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The allocating end of a directed key pool. Key: <c>site/local→remote</c>.</summary>
[Alias(TypeAliases.OutboundKeyPoolGrain)]
public interface IOutboundKeyPoolGrain : IKeyPoolEndGrain
{
    /// <summary>Grants a range of positions, durable at both ends before it is answered.</summary>
    Task<LeaseOutcome> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken);
}
