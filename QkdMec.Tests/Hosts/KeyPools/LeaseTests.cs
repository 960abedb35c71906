using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Do the two ends keep every range unique, whatever happens to one of them?</summary>
public sealed class LeaseTests
{
    private static readonly LeaseRequest FourKilobytes = new(LeasePurpose.Key, 4096);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lease_WhenBlockIsCommitted_IsDurableAtBothEnds()
    {
        await using var world = await FilledAsync(65536);
        var outcome = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);

        var stored = Assert.Single(await world.AlphaSite.Vault.ListAsync(PoolId.Outbound(KeyPoolWorld.Alpha, KeyPoolWorld.Beta.Kme), Token));
        Assert.Equal(BlockOrigin.Link, stored.Origin);
        Assert.Equal(new LeaseOutcome(LeaseStatus.Granted, new Lease(1, 1, 0, 4096), 65536 - 4096, stored.Provenance), outcome);
        Assert.Equal(new PoolMark(1, 4096), (await world.AlphaOut.GetStatusAsync(Token)).Mark);
        Assert.Equal(new PoolMark(1, 4096), (await world.BetaIn.GetStatusAsync(Token)).Mark);
    }

    [Fact]
    public async Task Lease_OfTheOtherDirection_WorksWhereTheAllocatorDoesNotCoordinate()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(SupplyStatus.Committed, await world.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
        Assert.Equal(LeaseStatus.Granted, (await world.BetaOut.LeaseAsync(FourKilobytes, Token)).Status);
    }

    [Fact]
    public async Task Lease_WhenPoolIsEmpty_IsExhausted()
    {
        await using var world = await KeyPoolWorld.StartAsync();
        Assert.Equal(LeaseStatus.Exhausted, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);
    }

    [Fact]
    public async Task Lease_WhenManyAreAskedAtOnce_NeverOverlap()
    {
        await using var world = await FilledAsync(65536, 65536, 65536);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => world.AlphaOut.LeaseAsync(FourKilobytes, Token)));
        var leases = outcomes.Where(outcome => outcome.Status == LeaseStatus.Granted).Select(outcome => outcome.Lease!).ToList();

        Assert.Equal(48, leases.Count);
        AssertDisjoint(leases);
    }

    [Fact]
    public async Task Lease_WhenAcknowledgementIsLost_BurnsTheRange()
    {
        await using var world = await FilledAsync(65536);
        await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        world.BetaSite.Calls.LoseReplies(nameof(IInboundKeyPoolGrain.AcknowledgeLeaseAsync));
        Assert.Equal(LeaseStatus.PeerUnreachable, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);

        world.BetaSite.Calls.Heal();
        Assert.Equal(8192, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease!.Offset);
    }

    [Fact]
    public async Task Lease_BeforeTheOtherEndAnswered_IsRefused()
    {
        await using var world = await FilledAsync(65536);
        await world.RestartAsync(world.AlphaSite);
        world.BetaSite.Calls.LoseRequests(nameof(IInboundKeyPoolGrain.HelloAsync));
        Assert.Equal(LeaseStatus.PeerUnreachable, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);
    }

    [Fact]
    public async Task Lease_WhenAllocatorWasRolledBack_ContinuesAboveTheOthersMark()
    {
        await using var world = await FilledAsync(65536);
        var before = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        var snapshot = world.AlphaSite.Store.Snapshot();
        var lost = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        await world.EndAsync(world.AlphaSite);
        world.AlphaSite.Store.RollBack(snapshot);
        await world.StartAsync(world.AlphaSite);

        AssertDisjoint([before.Lease!, lost.Lease!, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease!]);
    }

    [Fact]
    public async Task Lease_WhenTheOtherEndWasRolledBack_ContinuesAboveTheOwnMark()
    {
        await using var world = await FilledAsync(65536);
        var before = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        var snapshot = world.BetaSite.Store.Snapshot();
        var lost = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        await world.EndAsync(world.BetaSite);
        world.BetaSite.Store.RollBack(snapshot);
        await world.StartAsync(world.BetaSite);

        AssertDisjoint([before.Lease!, lost.Lease!, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease!]);
    }

    [Fact]
    public async Task Lease_WhenTheStatesOfBothEndsWereRolledBack_ContinuesAboveTheVaultsMarks()
    {
        await using var world = await FilledAsync(65536);
        var before = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        var (alpha, beta) = (world.AlphaSite.Store.Snapshot(), world.BetaSite.Store.Snapshot());
        var lost = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        // One after the other: a cluster without a silo would be no cluster. Nobody asks for a lease in between.
        foreach (var (site, copy) in new[] { (world.AlphaSite, alpha), (world.BetaSite, beta) })
        {
            await world.EndAsync(site);
            site.Store.RollBack(copy);
            await world.StartAsync(site);
        }

        AssertDisjoint([before.Lease!, lost.Lease!, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease!]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lease_WhenAVaultIsNew_BeginsAnEpochAtBothEnds(bool allocators)
    {
        await using var world = await FilledAsync(65536);
        await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        var site = allocators ? world.AlphaSite : world.BetaSite;
        await world.EndAsync(site);
        site.Vault = new MemoryKeyVault(Guid.NewGuid());
        await world.StartAsync(site);

        Assert.Equal(LeaseStatus.Exhausted, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);
        Assert.Equal(SupplyStatus.Committed, await world.AlphaOut.SupplyAsync(KeyPoolWorld.Supply(8192), Token));
        Assert.Equal(new Lease(2, 1, 0, 4096), (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lease_WhenAnEndLostItsState_BeginsAnEpochAtBothEnds(bool allocators)
    {
        await using var world = await FilledAsync(65536);
        await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        var site = allocators ? world.AlphaSite : world.BetaSite;
        await world.EndAsync(site);
        site.Store.RollBack([]);
        await world.StartAsync(site);

        Assert.Equal(LeaseStatus.Exhausted, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);
        Assert.Equal(2UL, (await world.BetaIn.GetStatusAsync(Token)).Epoch);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lease_WhenTheStoreFails_IsUnavailableAndNothingRepeats(bool afterWriting)
    {
        await using var world = await FilledAsync(65536);
        var first = await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        (world.AlphaSite.Store.FailsAfterWriting, world.AlphaSite.Store.FailsBeforeWriting) = (afterWriting, !afterWriting);
        Assert.Equal(LeaseStatus.Unavailable, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Status);

        (world.AlphaSite.Store.FailsAfterWriting, world.AlphaSite.Store.FailsBeforeWriting) = (false, false);
        AssertDisjoint([first.Lease!, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease!]);
    }

    [Fact]
    public async Task Lease_WhenTheOtherEndLacksTheBlock_GoesOnWithTheNext()
    {
        await using var world = await FilledAsync(8192, 8192);
        await world.BetaSite.Vault.DestroyAsync(PoolId.Inbound(KeyPoolWorld.Beta, KeyPoolWorld.Alpha.Kme), new BlockKey(1, 1), Token);
        Assert.Equal(2, (await world.AlphaOut.LeaseAsync(FourKilobytes, Token)).Lease!.Block);
    }

    [Fact]
    public async Task AcknowledgeLease_OfARangeBelowTheMark_SaysBehind()
    {
        await using var world = await FilledAsync(8192);
        await world.AlphaOut.LeaseAsync(FourKilobytes, Token);
        var answer = await world.BetaIn.AcknowledgeLeaseAsync(new LeaseProposal(new Lease(1, 1, 0, 8)), Token);
        Assert.Equal(new LeaseAcknowledgement(LeaseAnswer.Behind, new PoolMark(1, 4096)), answer);
    }

    private static async Task<KeyPoolWorld> FilledAsync(params int[] bodies)
    {
        var world = await KeyPoolWorld.StartAsync();
        await KeyPoolWorld.FillAsync(world.AlphaOut, bodies.Select(KeyPoolWorld.Supply));
        return world;
    }

    private static void AssertDisjoint(IReadOnlyCollection<Lease> leases)
    {
        var positions = leases.SelectMany(lease => Enumerable.Range(0, lease.Length).Select(i => (lease.Epoch, lease.Block, lease.Offset + i))).ToList();
        Assert.Equal(positions.Count, positions.Distinct().Count());
    }
}
