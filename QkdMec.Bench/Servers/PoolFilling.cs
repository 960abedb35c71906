using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Silo.Composition;

namespace QkdMec.Bench.Servers;

/// <summary>Fills the two pools between the sites: as a link would, but as fast as both ends commit.</summary>
internal sealed class PoolFilling(SystemPlan plan, IGrainFactory grains)
{
    private const int MaxFailures = 50;
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(100);

    /// <summary>Fills both and says how many blocks that took.</summary>
    public async Task<int> FillAsync()
    {
        var link = plan.Topology.Links.Single();
        var coordinator = plan.Topology.Locate(link.Smaller);
        return await FillAsync(link, grains.GetGrain<IOutboundKeyPoolGrain>(PoolId.Outbound(coordinator, link.Larger).ToGrainKey()))
            + await FillAsync(link, grains.GetGrain<IInboundKeyPoolGrain>(PoolId.Inbound(coordinator, link.Larger).ToGrainKey()));
    }

    private static async Task<int> FillAsync(LinkId link, IKeyPoolEndGrain pool)
    {
        var supply = new BlockSupply(link, null, BlockLayout.MaxBlockBytes);
        for (int blocks = 0, failures = 0; ;)
        {
            var status = await pool.SupplyAsync(supply, CancellationToken.None);
            switch (status)
            {
                case SupplyStatus.Full:
                    return blocks;
                case SupplyStatus.Committed:
                    blocks++;
                    break;
                case var _ when ++failures > MaxFailures:
                    throw new InvalidOperationException($"the pool cannot be filled: {status}");
                default:
                    await Task.Delay(FailurePause);
                    break;
            }
        }
    }
}
