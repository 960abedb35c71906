using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Reads links and pools, and has blocks made; within a bound of time, whatever is dead.</summary>
internal sealed class NetworkReader(
    INetworkDirectory directory, PoolReader pools, IGrainFactory grains, TimeProvider time, IOptions<QkdNetworkOptions> options)
{
    /// <summary>Reads everything, all at once.</summary>
    public Task ReadAsync(NetworkPicture picture, CancellationToken cancellationToken)
    {
        var topology = directory.Topology;
        return Task.WhenAll(
        [
            .. topology.Links.Select(link => ReadLinkAsync(picture, link, cancellationToken)),
            .. NetworkPicture.PairsOf(topology).Select(pair => ReadPairAsync(picture, pair, cancellationToken)),
        ]);
    }

    /// <summary>Has one block made along a route.</summary>
    public async Task<SupplyStatus> SupplyAsync(RefillTask task, CancellationToken cancellationToken)
    {
        try
        {
            var kme = grains.GetGrain<IKmeGrain>(directory.Topology.Locate(task.Pair.Smaller).ToGrainKey());
            return await kme.SupplyByRelayAsync(task.Route, options.Value.RelayBlockBytes, cancellationToken)
                .WaitAsync(options.Value.CallTimeout, time, cancellationToken);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return SupplyStatus.PeerUnreachable;
        }
    }

    private async Task ReadLinkAsync(NetworkPicture picture, LinkId link, CancellationToken cancellationToken)
    {
        try
        {
            var status = await grains.GetGrain<IQkdLinkGrain>(link.ToGrainKey()).GetStatusAsync(cancellationToken)
                .WaitAsync(options.Value.CallTimeout, time, cancellationToken);
            picture.See(link, status);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            picture.See(link, null);
        }
    }

    private async Task ReadPairAsync(NetworkPicture picture, LinkId pair, CancellationToken cancellationToken)
    {
        var (outbound, inbound) = await pools.ReadPairAsync(directory.Topology.Locate(pair.Smaller), pair.Larger, cancellationToken);
        picture.See(pair, new PairPools(outbound, inbound));
    }
}
