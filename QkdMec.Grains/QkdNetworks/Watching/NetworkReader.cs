using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>Reads links and pools, and has blocks made; within a bound of time, whatever is dead.</summary>
internal sealed class NetworkReader(
    INetworkDirectory directory, PoolReader pools, IGrainFactory grains, TimeProvider time, IOptions<QkdNetworkOptions> options)
{
    /// <summary>Has one block made along its routes.</summary>
    public async Task<SupplyStatus> SupplyAsync(LinkId pair, RelayPaths paths, int bytes, CancellationToken cancellationToken)
    {
        try
        {
            var kme = grains.GetGrain<IKmeGrain>(directory.Topology.Locate(pair.Smaller).ToGrainKey());
            return await kme.SupplyAlongPathsAsync(paths, bytes, cancellationToken).WaitAsync(options.Value.CallTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException or KeyNotFoundException)
        {
            return SupplyStatus.PeerUnreachable;
        }
    }

    /// <summary>What a link does; null when it did not answer in time.</summary>
    public async Task<LinkStatus?> ReadLinkAsync(LinkId link, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IQkdLinkGrain>(link.ToGrainKey()).GetStatusAsync(cancellationToken)
                .WaitAsync(options.Value.CallTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return null;
        }
    }

    /// <summary>What the pools of a pair hold, read at its smaller end.</summary>
    public async Task<PairPools> ReadPairAsync(LinkId pair, CancellationToken cancellationToken)
    {
        try
        {
            var (outbound, inbound) = await pools.ReadPairAsync(directory.Topology.Locate(pair.Smaller), pair.Larger, cancellationToken);
            return new PairPools(outbound, inbound);
        }
        catch (KeyNotFoundException)
        {
            // The KME left the network between the choice of whom to read and now.
            return default;
        }
    }
}
