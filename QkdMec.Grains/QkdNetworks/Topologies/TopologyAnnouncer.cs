using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>Tells every KME and the network of a change at once; who does not answer learns it by asking, see <see cref="NetworkKeeper"/>.</summary>
internal sealed class TopologyAnnouncer(NetworkDirectory directory, IGrainFactory grains, TimeProvider time, IOptions<KmeOptions> options)
{
    /// <summary>Tells all, the KMEs first. The KMEs that did not confirm.</summary>
    public async Task<ImmutableArray<KmeId>> TellAsync(NetworkEdits edits, CancellationToken cancellationToken)
    {
        var kmes = directory.Topology.Kmes;
        var confirmed = await Task.WhenAll(kmes.Select(kme => TryAsync(
            grains.GetGrain<IKmeGrain>(kme.ToGrainKey()).FollowTopologyAsync(edits, cancellationToken), cancellationToken)));
        await TryAsync(grains.GetGrain<IQkdNetworkGrain>(NetworkKeys.Network).FollowTopologyAsync(edits, cancellationToken), cancellationToken);
        return [.. kmes.Where((_, index) => !confirmed[index]).Select(kme => kme.Kme)];
    }

    private async Task<bool> TryAsync(Task telling, CancellationToken cancellationToken)
    {
        try
        {
            await telling.WaitAsync(options.Value.ReadTimeout, time, cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return false;
        }
    }
}
