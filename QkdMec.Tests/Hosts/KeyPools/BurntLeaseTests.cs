using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>What becomes of ranges that were never acknowledged?</summary>
public sealed class BurntLeaseTests
{
    private static readonly LeaseRequest FourKilobytes = new(LeasePurpose.Key, 4096);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_WhenItBurntAllThatTheOtherEndStillCounts_LetsBlocksBeMadeAgain()
    {
        await using var world = await KeyPoolWorld.StartAsync(new KeyPoolOptions { CapacityBytes = 8192, UnreachablePause = TimeSpan.Zero });
        Assert.Equal(SupplyStatus.Committed, await world.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
        world.AlphaSite.Calls.LoseRequests(nameof(IInboundKeyPoolGrain.AcknowledgeLeaseAsync));
        for (var burnt = 0; burnt < 2; burnt++)
        {
            Assert.Equal(LeaseStatus.PeerUnreachable, (await world.BetaOut.LeaseAsync(FourKilobytes, Token)).Status);
        }

        world.AlphaSite.Calls.Heal();
        Assert.Equal(LeaseStatus.Exhausted, (await world.BetaOut.LeaseAsync(FourKilobytes, Token)).Status);
        Assert.Equal(SupplyStatus.Committed, await world.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
    }

    [Fact]
    public async Task Lease_WhileTheOtherEndIsCutOff_BurnsOneRangeOnly()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(65536), Token));
        world.BetaSite.Calls.LoseRequests(nameof(IInboundKeyPoolGrain.AcknowledgeLeaseAsync));
        world.BetaSite.Calls.LoseRequests(nameof(IInboundKeyPoolGrain.HelloAsync));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(LeaseStatus.PeerUnreachable, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);
        }

        world.BetaSite.Calls.Heal();
        Assert.Equal(new Lease(1, 1, 4096, 4096), (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease);
    }
}
