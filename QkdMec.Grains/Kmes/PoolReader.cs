using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.Kmes;

/// <summary>Reads the state of pools, within a bound of time.</summary>
internal sealed class PoolReader(IGrainFactory grains, TimeProvider time, IOptions<KmeOptions> options)
{
    /// <summary>The grain of one end of a pool.</summary>
    public IKeyPoolEndGrain At(PoolId pool) => pool.Direction == PoolDirection.Outbound
        ? grains.GetGrain<IOutboundKeyPoolGrain>(pool.ToGrainKey())
        : grains.GetGrain<IInboundKeyPoolGrain>(pool.ToGrainKey());

    /// <summary>What a pool holds; null when it did not answer in time.</summary>
    public async Task<KeyPoolStatus?> ReadAsync(PoolId pool, CancellationToken cancellationToken)
    {
        try
        {
            return await At(pool).GetStatusAsync(cancellationToken).WaitAsync(options.Value.ReadTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    /// <summary>What both directed pools between two KMEs hold, seen from <paramref name="local"/>.</summary>
    public async Task<(KeyPoolStatus? Outbound, KeyPoolStatus? Inbound)> ReadPairAsync(
        KmeAddress local, KmeId remote, CancellationToken cancellationToken)
    {
        var outbound = ReadAsync(PoolId.Outbound(local, remote), cancellationToken);
        var inbound = ReadAsync(PoolId.Inbound(local, remote), cancellationToken);
        return (await outbound, await inbound);
    }
}
