using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Hosts.KeyPools;

namespace QkdMec.Tests.Hosts.KeyListeners;

/// <summary>Does any listener of a site hand out any key, exactly as one would?</summary>
public sealed class KeyListenerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DecKeys_AtTheListenerThatDoesNotServeTheBlock_GivesTheKey()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (first, second) = (await world.DrawAsync(3), await world.DrawAsync(2));

        Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(first)), await world.FetchAsync(world.One, first));
        Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(second)), await world.FetchAsync(world.Two, second));
    }

    [Fact]
    public async Task DecKeys_Again_IsAnsweredByAnyListenerWithinTheWindowOnly()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (served, visited) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, served);
        await world.FetchAsync(world.Two, visited);
        await world.Two.Delivery.FlushAsync();
        world.Time.Advance(TimeSpan.FromSeconds(9));
        foreach (var listener in new[] { world.One, world.Two, world.One })
        {
            Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(served)), await world.FetchAsync(listener, served));
            Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(visited)), await world.FetchAsync(listener, visited));
            await listener.Delivery.FlushAsync();
        }

        world.Time.Advance(TimeSpan.FromSeconds(1.1));
        foreach (var listener in new[] { world.One, world.Two })
        {
            Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(listener, served)).Outcome);
            Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(listener, visited)).Outcome);
        }
    }

    [Fact]
    public async Task DecKeys_OfBlocksThatBothServe_GivesAllOrNone()
    {
        await using var world = await ListenerWorld.FilledAsync(64, 64);
        var (first, second) = (await world.DrawAsync(), await world.DrawAsync());
        var (rest, last) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, first);
        await world.FetchAsync(world.Two, rest);
        await world.Two.Delivery.FlushAsync();
        using var both = new KeyBatch();
        both.Add(second.IdOf(0));
        both.Add(last.IdOf(0));
        using var spent = new KeyBatch();
        spent.Add(second.IdOf(0));
        spent.Add(rest.IdOf(0));
        world.Time.Advance(world.Options.RepeatWindow + TimeSpan.FromSeconds(1));

        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(world.One, spent)).Outcome);
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(world.Two, spent)).Outcome);
        Assert.Equal((KeyOutcome.Delivered, $"{ListenerWorld.Text(second)} {ListenerWorld.Text(last)}"), await world.FetchAsync(world.Two, both));
    }

    [Fact]
    public async Task DecKeys_ByAnotherSae_IsRefusedByAnyListenerAndTheKeyStays()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (first, second) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, first);
        Assert.Equal(KeyOutcome.NotYours, (await world.FetchAsync(world.Two, second, "sae-c")).Outcome);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(world.Two, second)).Outcome);
    }

    [Fact]
    public async Task DecKeys_WhenTheServingListenerDied_IsServedByAnotherSoon()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (fetched, unfetched) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, fetched);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Pools.EndAsync(world.One);

        Assert.Equal(KeyOutcome.Unavailable, (await world.FetchAsync(world.Two, unfetched)).Outcome);
        world.Time.Advance(world.Options.Listeners.Silence);
        Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(unfetched)), await world.FetchAsync(world.Two, unfetched));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(world.Two, fetched)).Outcome);
    }

    [Fact]
    public async Task DecKeys_AtAListenerThatWasTakenForDead_AsksWhoServesNow()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (first, second, third) = (await world.DrawAsync(), await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, first);
        world.Time.Advance(TimeSpan.FromSeconds(1));
        await world.Pools.EndAsync(world.One);
        await world.FetchAsync(world.Two, second);
        world.Time.Advance(world.Options.Listeners.Silence);
        await world.FetchAsync(world.Two, second);

        // It has the block in memory, and in its eyes nothing of the second key was consumed.
        world.Time.Advance(world.Options.RepeatWindow + TimeSpan.FromSeconds(1));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(world.One, second)).Outcome);
        Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(third)), await world.FetchAsync(world.One, third));
        await world.One.Delivery.DrainAsync();
        world.Time.Advance(world.Options.RepeatWindow + TimeSpan.FromSeconds(1));
        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(world.Two, third)).Outcome);
    }

    [Fact]
    public async Task DecKeys_WhenTheServingListenerCannotBeReachedButGoesOn_StaysWithIt()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (first, second) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, first);
        await world.Pools.EndAsync(world.One);
        for (var i = 0; i < 20; i++)
        {
            Assert.Equal(KeyOutcome.Unavailable, (await world.FetchAsync(world.Two, second)).Outcome);
            Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(world.One, first)).Outcome);
            world.Time.Advance(world.Options.Listeners.Lease / 4);
        }

        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(world.One, second)).Outcome);
    }

    [Fact]
    public async Task DecKeys_WhenTheServingListenersProcessWasReplaced_WaitsOutItsLease()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (first, second) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, first);
        var old = world.One.Delivery;
        world.Restart(world.One);
        Assert.Equal(KeyOutcome.Unavailable, (await world.FetchAsync(world.Two, second)).Outcome);

        // From here on the old one cannot show that it goes on, though it runs and is asked.
        world.Time.Advance(world.Options.Listeners.Silence);
        Assert.Equal(KeyOutcome.Delivered, (await world.FetchAsync(world.Two, second)).Outcome);
        await world.Two.Delivery.DrainAsync();
        await old.DrainAsync();
    }

    [Fact]
    public async Task Drain_LetsTheOthersGoOnAtOnce()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        var (first, second) = (await world.DrawAsync(), await world.DrawAsync());
        await world.FetchAsync(world.One, first);
        await world.One.Delivery.DrainAsync();

        Assert.Equal(KeyOutcome.NotFound, (await world.FetchAsync(world.Two, first)).Outcome);
        Assert.Equal((KeyOutcome.Delivered, ListenerWorld.Text(second)), await world.FetchAsync(world.Two, second));
    }

    [Fact]
    public async Task Pad_IsConsumedOnceAtAnyListener()
    {
        await using var world = await ListenerWorld.FilledAsync(65536);
        await world.FetchAsync(world.One, await world.DrawAsync());
        var pad = await world.Alpha.TakeAsync(KeyPoolWorld.Beta.Kme, 64, Token);
        using var peeked = (await world.Two.Delivery.PeekAsync(KeyPoolWorld.Alpha.Kme, pad!.Reference, Token)).Bytes;

        Assert.Equal(pad.Bytes.Span, peeked!.Span);
        Assert.Equal(PadUse.Consumed, await world.Two.Delivery.ConsumeAsync(KeyPoolWorld.Alpha.Kme, pad.Reference, Token));
        Assert.Equal(PadUse.UsedBefore, await world.One.Delivery.ConsumeAsync(KeyPoolWorld.Alpha.Kme, pad.Reference, Token));
        Assert.Equal(PadUse.UsedBefore, await world.Two.Delivery.ConsumeAsync(KeyPoolWorld.Alpha.Kme, pad.Reference, Token));
    }

    [Fact]
    public async Task EncKeys_AtBoth_NeverRepeatABit()
    {
        await using var world = await ListenerWorld.FilledAsync(4096);
        Assert.Equal(SupplyStatus.Committed, await world.Pools.AlphaIn.SupplyAsync(KeyPoolWorld.Supply(65536), Token));
        var seen = new HashSet<string>();
        for (var i = 0; i < 40; i++)
        {
            using var keys = new KeyBatch();
            var delivery = (i % 2 == 0 ? world.One : world.Two).Delivery;
            Assert.Equal(KeyOutcome.Delivered, await delivery.EncKeysAsync(SaeId.Parse("sae-b"), SaeId.Parse("sae-a"), 1, 32, keys));
            Assert.True(seen.Add(ListenerWorld.Text(keys)));
        }
    }
}
