using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Do both KMEs hand out the same keys, each once, and only to their two SAEs?</summary>
public sealed class KeyDeliveryTests
{
    [Theory]
    [InlineData(1, 32)]
    [InlineData(5, 8)]
    [InlineData(7, 13)]
    [InlineData(128, 512)]
    public async Task DecKeys_OfIssuedIds_GivesTheSameBytes(int number, int bytes)
    {
        await using var world = await FilledAsync(262144);
        var issued = await world.IssueAsync(number, bytes);
        var (outcome, fetched) = await world.FetchAsync(SaeB, Ids(issued));

        Assert.Equal(KeyOutcome.Delivered, outcome);
        Assert.Equal(Keys(issued), Keys(fetched));
        Assert.Equal(number, Keys(issued).Distinct().Count());
        Assert.All(Keys(issued), key => Assert.Equal(2 * bytes, key.Length));
    }

    [Fact]
    public async Task EncKeys_ManyAtOnce_NeverRepeatABit()
    {
        await using var world = await FilledAsync(65536, 65536, 65536);
        var batches = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var keys = new List<(KeyId Id, string Key)>();
            for (var i = 0; i < 300; i++)
            {
                using var batch = await world.IssueAsync();
                keys.Add((batch.IdOf(0), Convert.ToHexString(batch.KeyOf(0))));
            }

            return keys;
        })));
        var all = batches.SelectMany(batch => batch).ToList();
        Assert.Equal(2400, all.Select(key => key.Id).Distinct().Count());
        Assert.Equal(2400, all.Select(key => key.Key).Distinct().Count());
    }

    [Fact]
    public async Task DecKeys_ByAnotherSae_IsRefusedAndTheKeyStaysDeliverable()
    {
        await using var world = await FilledAsync(4096);
        var issued = await world.IssueAsync();
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchAsync(SaeC, issued.IdOf(0))).Outcome);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
    }

    [Fact]
    public async Task DecKeys_WithOneUnknownOrForeignAmongKnown_ConsumesNothing()
    {
        await using var world = await FilledAsync(4096);
        var issued = await world.IssueAsync(2);
        var unknown = KeyId.Create(new KeyLocation(999, 0, 32), 1);
        var foreign = KeyId.Create(issued.IdOf(1).Location, issued.IdOf(1).Mac ^ 1);
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, issued.IdOf(0), unknown)).Outcome);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchAsync(SaeB, issued.IdOf(0), foreign)).Outcome);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, Ids(issued))).Outcome);
    }

    [Fact]
    public async Task DecKeys_Again_IsAnsweredWithinTheWindowOnly()
    {
        await using var world = await FilledAsync(4096);
        var issued = await world.IssueAsync();
        var (_, first) = await world.FetchAsync(SaeB, issued.IdOf(0));
        world.Time.Advance(TimeSpan.FromSeconds(9.9));
        var (outcome, repeated) = await world.FetchAsync(SaeB, issued.IdOf(0));
        Assert.Equal((KeyOutcome.Delivered, Keys(first)[0]), (outcome, Keys(repeated)[0]));

        world.Time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
    }

    [Fact]
    public async Task DecKeys_AfterACrash_RemembersWhatWasMarked()
    {
        await using var world = await FilledAsync(4096);
        var issued = await world.IssueAsync(2);
        await world.FetchAsync(SaeB, issued.IdOf(0));
        world.Time.Advance(world.Options.MarkDelay);
        world.CrashBeta();
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, issued.IdOf(1))).Outcome);
    }

    [Fact]
    public async Task DecKeys_AfterADrain_RemembersEverything()
    {
        await using var world = await FilledAsync(4096);
        var issued = await world.IssueAsync();
        await world.FetchAsync(SaeB, issued.IdOf(0));
        await world.Beta.DrainAsync();
        Assert.Equal(KeyOutcome.Unavailable, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
        world.CrashBeta();
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
    }

    [Fact]
    public async Task DecKeys_AfterTooManyWrongIds_IsLimitedUntilTheWindowEnds()
    {
        await using var world = await FilledAsync(4096);
        var issued = await world.IssueAsync();
        for (var i = 0; i < world.Options.WrongIdLimit; i++)
        {
            Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(SaeB, KeyId.Create(new KeyLocation(999, 0, 32), (ulong)i))).Outcome);
        }

        Assert.Equal(KeyOutcome.RateLimited, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
        world.Time.Advance(world.Options.WrongIdWindow);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(SaeB, issued.IdOf(0))).Outcome);
    }

    [Fact]
    public async Task EncKeys_WhenPoolIsEmptyOrSaeIsNobodyElse_SaysWhich()
    {
        await using var world = await DeliveryWorld.StartAsync();
        var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.Exhausted, await world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys));
        Assert.Equal(KeyOutcome.UnknownSae, await world.Alpha.EncKeysAsync(SaeA, SaeId.Parse("nobody"), 1, 32, keys));
        Assert.Equal(KeyOutcome.SameSae, await world.Alpha.EncKeysAsync(SaeA, SaeA, 1, 32, keys));
    }

    [Fact]
    public async Task EncKeys_WhenThereAreTooFewForAll_IssuesNone()
    {
        await using var world = await FilledAsync(64);
        Assert.Equal(KeyOutcome.Exhausted, await world.Alpha.EncKeysAsync(SaeA, SaeB, 3, 32, new KeyBatch()));
        Assert.Equal(KeyOutcome.Delivered, await world.Alpha.EncKeysAsync(SaeA, SaeB, 2, 32, new KeyBatch()));
    }

    [Fact]
    public async Task EncKeys_WhenTheOtherEndIsLost_IsRefused()
    {
        await using var world = await FilledAsync(4096);
        world.Pools.BetaSite.Calls.LoseRequests(nameof(IInboundKeyPoolGrain.AcknowledgeLeaseAsync));
        Assert.Equal(KeyOutcome.PeerUnreachable, await world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, new KeyBatch()));
    }

    [Fact]
    public async Task EncKeysAndDecKeys_FromWhatIsInHand_TakeNoMemory()
    {
        await using var world = await FilledAsync(262144);
        using var keys = new KeyBatch();
        var (least, leastFetched) = (long.MaxValue, long.MaxValue);
        for (var i = 0; i < 500; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var issue = world.Alpha.EncKeysAsync(SaeA, SaeB, 1, 32, keys);
            least = issue.IsCompletedSuccessfully ? Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before) : least;
            Assert.Equal(KeyOutcome.Delivered, await issue);

            var id = keys.IdOf(0);
            keys.Clear();
            keys.Add(id);
            before = GC.GetAllocatedBytesForCurrentThread();
            var fetch = world.Beta.DecKeysAsync(SaeB, SaeA, keys);
            leastFetched = fetch.IsCompletedSuccessfully ? Math.Min(leastFetched, GC.GetAllocatedBytesForCurrentThread() - before) : leastFetched;
            Assert.Equal(KeyOutcome.Delivered, await fetch);
        }

        Assert.Equal((0, 0), (least, leastFetched));
    }

    [Fact]
    public async Task GetStock_CountsWhatCanBeIssued()
    {
        await using var world = await FilledAsync(65536);
        await world.IssueAsync();
        var stock = await world.Alpha.GetStockAsync(SaeA, SaeB);
        Assert.Equal(KeyOutcome.Delivered, stock.Outcome);
        Assert.InRange(stock.StoredKeys, 1, 2047);
        Assert.True(stock.StoredKeys <= stock.MaxKeys);
    }

    private static KeyId[] Ids(KeyBatch keys) => [.. Enumerable.Range(0, keys.Count).Select(keys.IdOf)];

    private static List<string> Keys(KeyBatch keys) => [.. Enumerable.Range(0, keys.Count).Select(i => Convert.ToHexString(keys.KeyOf(i)))];
}
