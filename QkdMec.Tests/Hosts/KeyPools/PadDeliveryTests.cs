using QkdMec.Grains.KeyPools;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>Is a pad the same at both ends, and used once?</summary>
public sealed class PadDeliveryTests
{
    [Fact]
    public async Task Pad_IsTheSameAtBothEndsAndConsumedOnce()
    {
        await using var world = await FilledAsync(4096, 4096);
        var token = TestContext.Current.CancellationToken;
        var taken = await world.Alpha.TakeAsync(KeyPoolWorld.Beta.Kme, 6000, token);
        using var peeked = (await world.Beta.PeekAsync(KeyPoolWorld.Alpha.Kme, taken!.Reference, token)).Bytes;
        Assert.Equal(Convert.ToHexString(taken.Bytes.Span), Convert.ToHexString(peeked!.Span));
        Assert.Equal(PadUse.Consumed, await world.Beta.ConsumeAsync(KeyPoolWorld.Alpha.Kme, taken.Reference, token));
        Assert.Equal(PadUse.UsedBefore, await world.Beta.ConsumeAsync(KeyPoolWorld.Alpha.Kme, taken.Reference, token));
        world.CrashBeta();
        Assert.Equal(PeekedPad.Consumed, await world.Beta.PeekAsync(KeyPoolWorld.Alpha.Kme, taken.Reference, token));
        var unknown = taken.Reference with { Ranges = [taken.Reference.Ranges[0] with { Block = 99 }] };
        Assert.Equal(PeekedPad.Unknown, await world.Beta.PeekAsync(KeyPoolWorld.Alpha.Kme, unknown, token));
        Assert.Null(await world.Alpha.TakeAsync(KeyPoolWorld.Beta.Kme, 4096, token));
    }

    [Fact]
    public async Task Pad_ThatOverlapsItself_IsNotConsumed()
    {
        await using var world = await FilledAsync(4096);
        var token = TestContext.Current.CancellationToken;
        var taken = await world.Alpha.TakeAsync(KeyPoolWorld.Beta.Kme, 64, token);
        var range = taken!.Reference.Ranges[0];
        Assert.Equal(PadUse.UsedBefore, await world.Beta.ConsumeAsync(KeyPoolWorld.Alpha.Kme, new PadReference([range, range with { Length = 8 }]), token));
        Assert.Equal(PadUse.Consumed, await world.Beta.ConsumeAsync(KeyPoolWorld.Alpha.Kme, taken.Reference, token));
    }
}
