using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyVaults;
using static QkdMec.Tests.Hosts.KeyPools.DeliveryWorld;

namespace QkdMec.Tests.Hosts.KeyListeners;

/// <summary>How much may a pair draw that uses several listeners of a site? As many times its quota as there are listeners, and one burst more for each that starts anew.</summary>
public sealed class ListenerQuotaTests
{
    private const int Burst = 4;
    private const int Listeners = 2;

    private static readonly KeyDeliveryOptions Limited = new() { RefusalPause = TimeSpan.Zero, PairBitsPerSecond = 256, PairBurst = TimeSpan.FromSeconds(Burst) };

    [Fact]
    public async Task EncKeys_AtAllListeners_GivesAPairAsManyTimesItsQuota()
    {
        await using var world = await ListenerWorld.StartAsync(new MemoryKeyVault(Guid.NewGuid()), Limited);
        Assert.Equal(Listeners * Burst, await DrawAllAsync(world));

        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Listeners, await DrawAllAsync(world));
    }

    [Fact]
    public async Task EncKeys_AtAListenerThatStartedAnew_AllowsOneBurstMore()
    {
        await using var world = await ListenerWorld.StartAsync(new MemoryKeyVault(Guid.NewGuid()), Limited);
        await DrawAllAsync(world);
        await world.One.Delivery.DisposeAsync();
        world.Restart(world.One);

        Assert.Equal(Burst, await DrawAllAsync(world));
    }

    /// <summary>Draws keys of 256 bits at both listeners until both refuse; answers how many there were.</summary>
    private static async Task<int> DrawAllAsync(ListenerWorld world)
    {
        var drawn = 0;
        using var keys = new KeyBatch();
        foreach (var listener in new[] { world.One, world.Two })
        {
            KeyOutcome outcome;
            while ((outcome = await listener.Delivery.EncKeysAsync(SaeB, SaeC, 1, 32, keys)) == KeyOutcome.Delivered)
            {
                drawn++;
            }

            Assert.Equal(KeyOutcome.QuotaExceeded, outcome);
        }

        return drawn;
    }
}
