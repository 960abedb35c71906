using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The allocating end of a directed key pool. Key: <c>site/local→remote</c>.</summary>
[Alias(TypeAliases.OutboundKeyPoolGrain)]
public interface IOutboundKeyPoolGrain : IKeyPoolEndGrain
{
    /// <summary>Grants a range of positions, durable at both ends before it is answered.</summary>
    Task<LeaseOutcome> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    /// <summary>Agrees on epoch and watermark with the other end, unless they already do; the answer says whether they do now.</summary>
    /// <param name="epoch">The epoch the caller knows the other end to stand in; 0 when it stands in none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<KeyPoolStatus> AgreeAsync(ulong epoch, CancellationToken cancellationToken);
}
