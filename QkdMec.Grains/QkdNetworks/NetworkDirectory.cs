using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>The network of one silo: as the scenario laid it, with the operators' changes that are known here. Safe for concurrent use.</summary>
public sealed class NetworkDirectory(NetworkPlan laid) : INetworkDirectory, ILinkDirectory
{
    private readonly Lock gate = new();
    private volatile Known now = new(laid, -1);

    /// <summary>The network without changes.</summary>
    public NetworkPlan Laid => laid;

    /// <summary>The network now; replaced as a whole.</summary>
    public NetworkPlan Plan => now.Plan;

    /// <summary>The version of the changes known here; -1 before any were read.</summary>
    public long Version => now.Version;

    /// <inheritdoc/>
    public NetworkTopology Topology => now.Plan.Topology;

    /// <inheritdoc/>
    public LinkPlan? Find(LinkId link) => now.Plan.Find(link);

    /// <summary>Takes changes up, unless newer ones are known.</summary>
    public void Take(NetworkEdits edits)
    {
        lock (gate)
        {
            if (edits.Version > now.Version)
            {
                // The first look finds most often no change: then whatever hangs on the topology need not be made anew.
                var isSame = now.Version < 0 && edits.Count == 0;
                now = new Known(isSame ? now.Plan : laid.With(edits), edits.Version);
            }
        }
    }

    /// <summary>Reads the changes and takes them up.</summary>
    /// <exception cref="OrleansException">They cannot be had.</exception>
    /// <exception cref="TimeoutException">They cannot be had in time.</exception>
    public async Task CatchUpAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var edits = await grains.GetGrain<INetworkTopologyGrain>(NetworkKeys.Network).FollowAsync(Version, cancellationToken).WaitAsync(cancellationToken);
        if (edits is not null)
        {
            Take(edits);
        }
    }

    private sealed record Known(NetworkPlan Plan, long Version);
}
