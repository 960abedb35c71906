using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Silo.Composition;

namespace QkdMec.Bench.Servers;

/// <summary>Fills the pools between the sites: asks for blocks as links and network do, but as fast as both ends commit them.</summary>
internal sealed class PoolFilling(SystemPlan plan, SystemShape shape, IGrainFactory grains)
{
    private const int MaxFailures = 100;
    private static readonly TimeSpan FailurePause = TimeSpan.FromMilliseconds(100);

    private readonly LinkId pair = LinkId.Between(KmeId.Parse(BenchScenario.ClientKme), KmeId.Parse(BenchScenario.EdgeKme));
    private readonly RelayRoute route = new([.. BenchScenario.ChainOf(shape).Select(KmeId.Parse)]);
    private readonly int blockBytes = BlockLayout.HeadBytes + shape.BlockBytes;

    private IKmeGrain Coordinator => KmeOf(pair.Smaller);

    /// <summary>Fills them and says how many blocks that took.</summary>
    public async Task<int> FillAsync() => shape switch
    {
        { Hops: > 1 } => await MakeAsync(() => Coordinator.SupplyAlongPathsAsync(RelayPaths.Of(route), blockBytes, CancellationToken.None), FillLinksAsync),
        { IsOneWay: true } => await MakeAsync(MakeOneWayAsync, FillOnceAsync),
        _ => await MakeAsync(FromLinkAsync, PauseAsync),
    };

    private Task<SupplyStatus> FromLinkAsync() => Coordinator.SupplyFromLinkAsync(pair, blockBytes, CancellationToken.None);

    /// <summary>A block towards the edge; the link's session must have been opened by a block that the KME made.</summary>
    private Task<SupplyStatus> MakeOneWayAsync() => grains
        .GetGrain<IOutboundKeyPoolGrain>(PoolId.Outbound(plan.Topology.Locate(pair.Smaller), pair.Larger).ToGrainKey())
        .SupplyAsync(new BlockSupply(pair, null, blockBytes), CancellationToken.None);

    private async Task FillOnceAsync()
    {
        await FromLinkAsync();
        await PauseAsync();
    }

    private async Task FillLinksAsync()
    {
        foreach (var link in plan.Topology.Links)
        {
            await MakeAsync(() => KmeOf(link.Smaller).SupplyFromLinkAsync(link, blockBytes, CancellationToken.None), PauseAsync);
        }
    }

    private static Task PauseAsync() => Task.Delay(FailurePause);

    private IKmeGrain KmeOf(KmeId kme) => grains.GetGrain<IKmeGrain>(plan.Topology.Locate(kme).ToGrainKey());

    private static async Task<int> MakeAsync(Func<Task<SupplyStatus>> make, Func<Task> afterFailure)
    {
        for (int blocks = 0, failures = 0; ;)
        {
            var status = await make();
            switch (status)
            {
                case SupplyStatus.Full:
                    return blocks;
                case SupplyStatus.Committed:
                    (blocks, failures) = (blocks + 1, 0);
                    break;
                case var _ when ++failures > MaxFailures:
                    throw new InvalidOperationException($"the pools cannot be filled: {status}");
                default:
                    await afterFailure();
                    break;
            }
        }
    }
}
