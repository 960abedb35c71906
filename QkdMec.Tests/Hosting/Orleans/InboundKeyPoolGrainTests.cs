using Moq;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Hosting;

/// <summary>Does the other end acknowledge only what it has written?</summary>
public sealed class InboundKeyPoolGrainTests
{
    private static readonly LeaseProposal Proposal = new(new Lease(1, 1, 0, 1024));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AcknowledgeLease_IsSavedBeforeItIsAnswered()
    {
        var kit = await KeyPoolKit.OfBetaAsync();
        var grain = await kit.CreateAsync<InboundKeyPoolGrain>();

        Assert.Equal(new LeaseAcknowledgement(LeaseAnswer.Acknowledged, new PoolMark(1, 1024)), await grain.AcknowledgeLeaseAsync(Proposal, Token));
        Assert.Equal(["saved"], kit.Log);
        Assert.Equal((new PoolMark(1, 1024), 1024), (kit.Storage.State.Mark, kit.Storage.State.LeasedBytes));
        kit.AssertDeactivations(Times.Never);
    }

    [Fact]
    public async Task AcknowledgeLease_OfARangeBelowTheMark_WritesNothing()
    {
        var kit = await KeyPoolKit.OfBetaAsync();
        var grain = await kit.CreateAsync<InboundKeyPoolGrain>();
        await grain.AcknowledgeLeaseAsync(Proposal, Token);

        Assert.Equal(LeaseAnswer.Behind, (await grain.AcknowledgeLeaseAsync(Proposal, Token)).Answer);
        Assert.Equal(["saved"], kit.Log);
    }

    [Fact]
    public async Task AcknowledgeLease_WhenSomebodyElseWrote_IsNotAcknowledgedAndEndsTheActivation()
    {
        var kit = await KeyPoolKit.OfBetaAsync();
        var grain = await kit.CreateAsync<InboundKeyPoolGrain>();
        kit.Storage.IsOvertaken = true;

        await Assert.ThrowsAsync<OrleansException>(() => grain.AcknowledgeLeaseAsync(Proposal, Token));
        kit.AssertDeactivations(Times.Once);
        Assert.Empty(kit.Log);
    }
}
