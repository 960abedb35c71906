using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyVaults;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.KeyPools;

namespace QkdMec.Tests.Hosts.KeyListeners;

/// <summary>Beta's site with two listeners, each in a silo of its own, on one vault and a clock that a test moves. sae-a at alpha draws, sae-b fetches.</summary>
internal sealed class ListenerWorld : IAsyncDisposable
{
    private readonly List<KeyDelivery> _started = [];

    private ListenerWorld(KeyPoolWorld pools, ListenerSilo one, ListenerSilo two, KeyDeliveryOptions options)
    {
        (Pools, One, Two, Options) = (pools, one, two, options);
        Alpha = Start(new KeyDeliverySite(KeyPoolWorld.Alpha, pools.AlphaSite.Vault, pools.Grains, pools.Network, Time, Entropy));
        Restart(one);
        Restart(two);
    }

    public KeyPoolWorld Pools { get; }

    public ManualTimeProvider Time { get; } = new();

    public SeededEntropy Entropy { get; } = new(15);

    public KeyDeliveryOptions Options { get; }

    public KeyDelivery Alpha { get; }

    public ListenerSilo One { get; }

    public ListenerSilo Two { get; }

    /// <summary>A world with one block for each size, from alpha to beta.</summary>
    public static Task<ListenerWorld> FilledAsync(params int[] bodies) => FilledAsync(new MemoryKeyVault(Guid.NewGuid()), bodies);

    /// <summary>The same, with a vault of beta's that the test keeps.</summary>
    public static async Task<ListenerWorld> FilledAsync(IKeyVault vault, params int[] bodies)
    {
        var world = await StartAsync(vault, new KeyDeliveryOptions { RefusalPause = TimeSpan.Zero });
        await KeyPoolWorld.FillAsync(world.Pools.AlphaOut, bodies.Select(KeyPoolWorld.Supply));
        return world;
    }

    /// <summary>A world whose pools are empty.</summary>
    public static async Task<ListenerWorld> StartAsync(IKeyVault vault, KeyDeliveryOptions options)
    {
        var (one, two) = (new ListenerSilo("one"), new ListenerSilo("two"));
        var pools = await KeyPoolWorld.StartAsync(null, one, two);
        pools.BetaSite.Vault = vault;
        return new ListenerWorld(pools, one, two, options);
    }

    /// <summary>Draws keys of 32 bytes.</summary>
    public async Task<KeyBatch> DrawAsync(int number = 1)
    {
        var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.Delivered, await Alpha.EncKeysAsync(SaeId.Parse("sae-a"), SaeId.Parse("sae-b"), number, 32, keys));
        return keys;
    }

    /// <summary>Fetches keys at a listener; answers the outcome and what was handed out.</summary>
    public async Task<(KeyOutcome Outcome, string Keys)> FetchAsync(ListenerSilo listener, KeyBatch drawn, string slave = "sae-b")
    {
        using var keys = new KeyBatch();
        for (var i = 0; i < drawn.Count; i++)
        {
            keys.Add(drawn.IdOf(i));
        }

        var outcome = await listener.Delivery.DecKeysAsync(SaeId.Parse(slave), SaeId.Parse("sae-a"), keys);
        return (outcome, Text(keys));
    }

    public static string Text(KeyBatch keys) => string.Join(' ', Enumerable.Range(0, keys.Count).Select(i => Convert.ToHexString(keys.KeyOf(i))));

    /// <summary>Starts a listener's delivery anew: what the last one had in memory is gone, and nothing tells that it is over.</summary>
    public void Restart(ListenerSilo listener) => listener.Delivery = Start(new KeyDeliverySite(
        KeyPoolWorld.Beta, Pools.BetaSite.Vault, Pools.Grains, Pools.Network, Time, Entropy, new KeyListener(listener.Id, EndsEarlier: false)));

    public async ValueTask DisposeAsync()
    {
        foreach (var delivery in _started)
        {
            await delivery.DisposeAsync();
        }

        await Pools.DisposeAsync();
    }

    private KeyDelivery Start(KeyDeliverySite site)
    {
        var delivery = new KeyDelivery(site, Pools.Options, Options, NullLogger<KeyDelivery>.Instance);
        _started.Add(delivery);
        return delivery;
    }
}
