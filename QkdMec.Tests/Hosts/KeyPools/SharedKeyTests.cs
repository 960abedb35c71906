using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Do all slaves of a multicast get the same keys, each once, and nobody else?</summary>
public sealed class SharedKeyTests
{
    private static readonly KeyOrder Order = new(SaeA, SaeB, 2, 40) { AdditionalSlaves = [SaeE, SaeC] };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OrderKeys_ForSlavesOfSeveralKmes_GivesAllTheSameKeys()
    {
        await using var world = await FilledAsync(65536);
        using var issued = await OrderAsync(world);
        Assert.Equal(2, Hex(issued).Distinct().Count());
        Assert.All(Ids(issued), id => Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id.ToString()));
        foreach (var slave in new[] { SaeB, SaeC, SaeE })
        {
            var (outcome, fetched) = await world.FetchAsync(slave, Ids(issued));
            Assert.Equal(KeyOutcome.Delivered, outcome);
            Assert.Equal(Hex(issued), Hex(fetched));
        }
    }

    [Fact]
    public async Task DecKeys_ByAnotherSaeOrOfAnotherMaster_IsRefusedAndLeavesTheKeyToItsOwners()
    {
        await using var world = await FilledAsync(65536);
        using var issued = await OrderAsync(world);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchAsync(SaeD, Ids(issued))).Outcome);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchOfAsync(SaeE, SaeB, Ids(issued))).Outcome);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchOfAsync(SaeE, SaeA, Ids(issued))).Outcome);
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, issued.IdOf(0), KeyId.CreateShared(new byte[16]))).Outcome);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, Ids(issued))).Outcome);
    }

    [Fact]
    public async Task DecKeys_Again_IsAnsweredWithinTheWindowOfEachSlaveOnly()
    {
        await using var world = await FilledAsync(65536);
        using var issued = await OrderAsync(world);
        await world.FetchAsync(SaeB, Ids(issued));
        world.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, Ids(issued))).Outcome);
        world.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, Ids(issued))).Outcome);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeC, Ids(issued))).Outcome);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeE, Ids(issued))).Outcome);
    }

    [Fact]
    public async Task DecKeys_AfterACrash_RemembersTheKeysAndWhoFetched()
    {
        await using var world = await FilledAsync(65536);
        using var issued = await OrderAsync(world);
        await world.FetchAsync(SaeB, Ids(issued));
        world.CrashBeta();
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeC, Ids(issued))).Outcome);
        world.Time.Advance(TimeSpan.FromSeconds(10.1));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, Ids(issued))).Outcome);
    }

    [Fact]
    public async Task DecKeys_OfSharedAndOtherKeysTogether_GivesAllOrNone()
    {
        await using var world = await FilledAsync(65536);
        using var shared = await OrderAsync(world);
        using var plain = await world.IssueAsync(2);
        var ids = new[] { plain.IdOf(0), shared.IdOf(1), plain.IdOf(1), shared.IdOf(0) };
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, [.. ids, KeyId.Create(new KeyLocation(999, 0, 32), 1)])).Outcome);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchAsync(SaeC, ids)).Outcome);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        var (outcome, fetched) = await world.FetchAsync(SaeB, ids);
        Assert.Equal(KeyOutcome.Delivered, outcome);
        Assert.Equal([Hex(plain)[0], Hex(shared)[1], Hex(plain)[1], Hex(shared)[0]], Hex(fetched));
        Assert.Equal(ids, Ids(fetched));
    }

    [Fact]
    public async Task Keys_ThatAllFetched_AreDestroyedAfterTheRepeatWindow()
    {
        await using var world = await FilledAsync(65536);
        using var issued = await OrderAsync(world);
        var id = issued.IdOf(0).ToGuid();
        foreach (var slave in new[] { SaeB, SaeC })
        {
            await world.FetchAsync(slave, Ids(issued));
        }

        world.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await world.Pools.BetaSite.Vault.SharedKeys.FindAsync(id, Token));
        Assert.NotNull(await world.Pools.AlphaSite.Vault.SharedKeys.FindAsync(id, Token));
        world.Time.Advance(world.Pools.Options.TimeToLive);
        Assert.Null(await world.Pools.AlphaSite.Vault.SharedKeys.FindAsync(id, Token));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeE, Ids(issued))).Outcome);
    }

    [Fact]
    public async Task OrderKeys_WithDemands_IsFreshButNeverDirect()
    {
        await using var world = await FilledAsync(65536);
        using var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.NotMet, (await world.Alpha.OrderKeysAsync(Order with { Mandatory = new KeyDemands(true, null) }, keys)).Outcome);
        var fresh = Order with { Mandatory = new KeyDemands(false, TimeSpan.Zero), Optional = new KeyDemands(true, null) };
        Assert.Equal(new KeyOrderOutcome(KeyOutcome.Delivered, false), await world.Alpha.OrderKeysAsync(fresh, keys));
    }

    [Fact]
    public void FaultOf_NamesWhatIsWrongWithTheSlaves()
    {
        var topology = new QkdMec.Grains.QkdNetworks.NetworkTopology(
            [KeyPoolWorld.Alpha], [], [new(SaeA, KeyPoolWorld.Alpha.Kme), new(SaeB, KeyPoolWorld.Alpha.Kme), new(SaeC, KeyPoolWorld.Alpha.Kme)]);
        AudienceFault FaultOf(int most, params QkdMec.Grains.Identity.SaeId[] slaves) => QkdMec.Grains.KeyDeliveries.SharedKeys.SharedKeyRules.FaultOf(
            new KeyOrder(SaeA, SaeB, 1, 32) { AdditionalSlaves = [.. slaves] }, topology, most);
        Assert.Equal(AudienceFault.None, FaultOf(1, SaeC));
        Assert.Equal(AudienceFault.None, FaultOf(0));
        Assert.Equal(AudienceFault.TooMany, FaultOf(0, SaeC));
        Assert.Equal(AudienceFault.Twice, FaultOf(2, SaeC, SaeC));
        Assert.Equal(AudienceFault.Twice, FaultOf(2, SaeB));
        Assert.Equal(AudienceFault.Caller, FaultOf(2, SaeC, SaeA));
        Assert.Equal(AudienceFault.Unknown, FaultOf(2, SaeC, SaeD));
    }

    private static async Task<KeyBatch> OrderAsync(DeliveryWorld world)
    {
        var keys = new KeyBatch();
        Assert.Equal(new KeyOrderOutcome(KeyOutcome.Delivered, true), await world.Alpha.OrderKeysAsync(Order, keys));
        return keys;
    }

    private static KeyId[] Ids(KeyBatch keys) => [.. Enumerable.Range(0, keys.Count).Select(keys.IdOf)];

    private static List<string> Hex(KeyBatch keys) => [.. Enumerable.Range(0, keys.Count).Select(i => Convert.ToHexString(keys.KeyOf(i)))];
}
