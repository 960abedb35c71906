using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Tests.Unit.TrustedRelays;

public sealed class RelayStagingTests
{
    private const int Bytes = 100;

    private static readonly PoolId Pool = PoolId.Inbound(new KmeAddress(SiteId.Parse("site"), KmeId.Parse("kme-b")), KmeId.Parse("kme-a"));

    private readonly RelayStaging staging = new(10 * Bytes);

    [Fact]
    public void Take_OfAKeptBlock_HandsItOverOnce()
    {
        var block = Keep(1);

        Assert.Same(block, staging.Take(Pool, new BlockKey(1, 1)));
        Assert.Null(staging.Take(Pool, new BlockKey(1, 1)));
        Assert.False(block.IsDestroyed);
    }

    [Fact]
    public void Take_OfAnotherPoolEpochOrNumber_IsNull()
    {
        Keep(1);

        Assert.Null(staging.Take(Pool, new BlockKey(1, 2)));
        Assert.Null(staging.Take(Pool, new BlockKey(2, 1)));
        Assert.Null(staging.Take(Pool with { Direction = PoolDirection.Outbound }, new BlockKey(1, 1)));
    }

    [Fact]
    public void Keep_OfASecondBlockInThePlace_ZeroesIt()
    {
        var first = Keep(1);
        var second = new KeyMaterial("second", Bytes);

        Assert.False(staging.Keep(Pool, new BlockKey(1, 1), second));
        Assert.True(second.IsDestroyed);
        Assert.Same(first, staging.Take(Pool, new BlockKey(1, 1)));
    }

    [Fact]
    public void Keep_BeyondTheCapacity_ZeroesTheOldest()
    {
        var blocks = Enumerable.Range(0, 12).Select(number => Keep(number)).ToList();

        Assert.Equal([true, true], blocks.Take(2).Select(block => block.IsDestroyed));
        Assert.All(blocks.Skip(2), block => Assert.False(block.IsDestroyed));
        Assert.Equal(10, staging.Count);
    }

    [Fact]
    public void Keep_OfABlockLargerThanAll_RefusesIt()
    {
        var kept = Keep(1);
        var large = new KeyMaterial("large", 11 * Bytes);

        Assert.False(staging.Keep(Pool, new BlockKey(1, 2), large));
        Assert.True(large.IsDestroyed);
        Assert.False(kept.IsDestroyed);
    }

    [Fact]
    public void Keep_WhileManyOthersComeAndGo_GivesUpAForgottenBlock()
    {
        var forgotten = Keep(0);
        for (var number = 1; number <= 1100; number++)
        {
            Keep(number);
            staging.Take(Pool, new BlockKey(1, number))?.Dispose();
        }

        Assert.True(forgotten.IsDestroyed);
        Assert.Equal(0, staging.Count);
    }

    [Fact]
    public void Dispose_ZeroesEverything()
    {
        var block = Keep(1);
        staging.Dispose();

        Assert.True(block.IsDestroyed);
        Assert.Null(staging.Take(Pool, new BlockKey(1, 1)));
    }

    private KeyMaterial Keep(long number)
    {
        var block = new KeyMaterial($"block {number}", Bytes);
        Assert.True(staging.Keep(Pool, new BlockKey(1, number), block));
        return block;
    }
}
