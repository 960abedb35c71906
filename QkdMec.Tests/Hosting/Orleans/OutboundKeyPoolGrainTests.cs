using Moq;
using Orleans.TestKit;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosting;

/// <summary>Does the allocating end write its mark before it asks the other end, and grant nothing that is not written?</summary>
public sealed class OutboundKeyPoolGrainTests
{
    private static readonly LeaseRequest Kilobyte = new(LeasePurpose.Key, 1024);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_IsSaved_ThenAskedFor_ThenGranted()
    {
        var kit = await StartAsync();
        var grain = await kit.CreateAsync<OutboundKeyPoolGrain>();

        var outcome = await grain.LeaseAsync(Kilobyte, Token);

        Assert.Equal(["hello", "saved", "asked for 0+1024"], kit.Log);
        Assert.Equal(new LeaseOutcome(LeaseStatus.Granted, new Lease(1, 1, 0, 1024), KeyPoolKit.BodyBytes - 1024, NewBlocks.Provenance), outcome);
        Assert.Equal(new PoolMark(1, 1024), kit.Storage.State.Mark);
        kit.AssertDeactivations(Times.Never);
    }

    [Fact]
    public async Task Lease_WhenSomebodyElseWrote_IsUnavailableAndEndsTheActivation()
    {
        var kit = await StartAsync();
        var grain = await kit.CreateAsync<OutboundKeyPoolGrain>();
        kit.Storage.IsOvertaken = true;

        Assert.Equal(LeaseStatus.Unavailable, (await grain.LeaseAsync(Kilobyte, Token)).Status);
        kit.AssertDeactivations(Times.Once);
        Assert.Equal(["hello"], kit.Log);
    }

    [Fact]
    public async Task Lease_OfAnActivationThatIsEnding_IsUnavailable_ThoughTheStoreWorksAgain()
    {
        var kit = await StartAsync();
        var grain = await kit.CreateAsync<OutboundKeyPoolGrain>();
        kit.Storage.IsOvertaken = true;
        await grain.LeaseAsync(Kilobyte, Token);
        kit.Storage.IsOvertaken = false;

        Assert.Equal(LeaseStatus.Unavailable, (await grain.LeaseAsync(Kilobyte, Token)).Status);
        Assert.Equal(["hello"], kit.Log);
    }

    private static async Task<KeyPoolKit> StartAsync()
    {
        var kit = await KeyPoolKit.OfAlphaAsync();
        kit.Silo.AddProbe<IInboundKeyPoolGrain>(_ => new ScriptedInboundEnd(kit.Log));
        return kit;
    }
}
