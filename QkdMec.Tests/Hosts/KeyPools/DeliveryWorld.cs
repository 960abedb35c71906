using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosts.KeyPools;

/// <summary>The key delivery of both KMEs on a clock that a test moves: sae-a and sae-e at alpha, sae-b, sae-c and sae-d at beta.</summary>
internal sealed class DeliveryWorld : IAsyncDisposable
{
    public static readonly SaeId SaeA = SaeId.Parse("sae-a");
    public static readonly SaeId SaeB = SaeId.Parse("sae-b");
    public static readonly SaeId SaeC = SaeId.Parse("sae-c");
    public static readonly SaeId SaeD = SaeId.Parse("sae-d");
    public static readonly SaeId SaeE = SaeId.Parse("sae-e");

    private DeliveryWorld(KeyPoolWorld pools, KeyDeliveryOptions? options)
    {
        Pools = pools;
        Options = options ?? new KeyDeliveryOptions { RefusalPause = TimeSpan.Zero };
        Alpha = Start(Pools.AlphaSite);
        Beta = Start(Pools.BetaSite);
    }

    public KeyDeliveryOptions Options { get; }

    public KeyPoolWorld Pools { get; }

    public ManualTimeProvider Time { get; } = new();

    public SeededEntropy Entropy { get; } = new(14);

    public KeyDelivery Alpha { get; private set; }

    public KeyDelivery Beta { get; private set; }

    public static async Task<DeliveryWorld> StartAsync(KeyDeliveryOptions? options = null) => new(await KeyPoolWorld.StartAsync(), options);

    /// <summary>A world with one block for each size, from alpha to beta.</summary>
    public static async Task<DeliveryWorld> FilledAsync(params int[] bodies)
    {
        var world = await StartAsync();
        await world.FillAsync(bodies);
        return world;
    }

    public Task FillAsync(params int[] bodies) => KeyPoolWorld.FillAsync(Pools.AlphaOut, bodies.Select(KeyPoolWorld.Supply));

    /// <summary>Issues keys from sae-a to sae-b.</summary>
    public async Task<KeyBatch> IssueAsync(int number = 1, int keyBytes = 32)
    {
        var keys = new KeyBatch();
        Assert.Equal(KeyOutcome.Delivered, await Alpha.EncKeysAsync(SaeA, SaeB, number, keyBytes, keys));
        return keys;
    }

    /// <summary>Fetches keys of sae-a at beta.</summary>
    public Task<(KeyOutcome Outcome, KeyBatch Keys)> FetchAsync(SaeId slave, params KeyId[] ids) => FetchOfAsync(SaeA, slave, ids);

    /// <summary>Fetches keys of any master at the slave's KME.</summary>
    public async Task<(KeyOutcome Outcome, KeyBatch Keys)> FetchOfAsync(SaeId master, SaeId slave, params KeyId[] ids)
    {
        var keys = new KeyBatch();
        foreach (var id in ids)
        {
            keys.Add(id);
        }

        return (await (Pools.Network.Topology.KmeOf(slave) == KeyPoolWorld.Alpha.Kme ? Alpha : Beta).DecKeysAsync(slave, master, keys), keys);
    }

    /// <summary>Forgets what beta's delivery had in memory, without writing anything.</summary>
    public void CrashBeta() => Beta = Start(Pools.BetaSite);

    /// <summary>Ends alpha's delivery and starts it on its vault again.</summary>
    public async Task CrashAlphaAsync()
    {
        await Alpha.DisposeAsync();
        Alpha = Start(Pools.AlphaSite);
    }

    /// <summary>Makes both deliveries anew, on the vaults that the sites have now.</summary>
    public void RestartDeliveries() => (Alpha, Beta) = (Start(Pools.AlphaSite), Start(Pools.BetaSite));

    public async ValueTask DisposeAsync()
    {
        await Alpha.DisposeAsync();
        await Beta.DisposeAsync();
        await Pools.DisposeAsync();
    }

    private KeyDelivery Start(WorldSite site) => site.Delivery = new KeyDelivery(
        new KeyDeliverySite(site.Address, site.Vault, Pools.Grains, Pools.Network, Time, Entropy), Pools.Options, Options, NullLogger<KeyDelivery>.Instance);
}
