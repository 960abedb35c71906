using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Silo.Composition;

namespace QkdMec.Bench.Servers;

/// <summary>Fills the two pools between the sites: asks for blocks as the link does, but as fast as both ends commit them.</summary>
internal sealed class PoolFilling(SystemPlan plan, IGrainFactory grains)
{
    private const int MaxFailures = 100;
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(100);

    /// <summary>Fills both and says how many blocks that took.</summary>
    public async Task<int> FillAsync()
    {
        var link = plan.Topology.Links.Single();
        var kme = grains.GetGrain<IKmeGrain>(plan.Topology.Locate(link.Smaller).ToGrainKey());
        for (int blocks = 0, failures = 0; ;)
        {
            var status = await kme.SupplyFromLinkAsync(link, BlockLayout.MaxBlockBytes, CancellationToken.None);
            switch (status)
            {
                case SupplyStatus.Full:
                    return blocks;
                case SupplyStatus.Committed:
                    blocks++;
                    break;
                case var _ when ++failures > MaxFailures:
                    throw new InvalidOperationException($"the pools cannot be filled: {status}");
                default:
                    await Task.Delay(FailurePause);
                    break;
            }
        }
    }
}
