using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using Orleans.TestKit;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.KeyPools;

namespace QkdMec.Tests.Hosting;

/// <summary>One end of a pool alone, in epoch 1, with one block of 4 096 bytes; what it does is noted in order.</summary>
internal sealed class KeyPoolKit
{
    public const int BodyBytes = 4096;

    private readonly WorldSite site;
    private readonly PoolId pool;

    private KeyPoolKit(PoolId pool, KmeAddress address)
    {
        this.pool = pool;
        site = new WorldSite(address, new SharedBlockSource());
        Storage = new SwitchedStorage<KeyPoolState>(new KeyPoolState { Epoch = 1, Mark = new PoolMark(1, 0), VaultId = site.Vault.Id }, Log);
        Silo.AddPersistentStateStorage("pool", null, Storage);
        Silo.AddService(new KeyPoolServices(
            site,
            new FixedNetwork(new NetworkTopology([KeyPoolWorld.Alpha, KeyPoolWorld.Beta], [LinkId.Between(KeyPoolWorld.Alpha.Kme, KeyPoolWorld.Beta.Kme)], [])),
            new KeyPoolOptions { UnreachablePause = TimeSpan.Zero },
            new ManualTimeProvider(),
            NullLogger<KeyPoolServices>.Instance));
    }

    public TestKitSilo Silo { get; } = new();

    public List<string> Log { get; } = [];

    public SwitchedStorage<KeyPoolState> Storage { get; }

    public static Task<KeyPoolKit> OfAlphaAsync() => FilledAsync(new KeyPoolKit(PoolId.Outbound(KeyPoolWorld.Alpha, KeyPoolWorld.Beta.Kme), KeyPoolWorld.Alpha));

    public static Task<KeyPoolKit> OfBetaAsync() => FilledAsync(new KeyPoolKit(PoolId.Inbound(KeyPoolWorld.Beta, KeyPoolWorld.Alpha.Kme), KeyPoolWorld.Beta));

    public Task<T> CreateAsync<T>() where T : Grain, IGrainWithStringKey => Silo.CreateGrainAsync<T>(pool.ToGrainKey());

    public void AssertDeactivations(Func<Times> times) => Silo.GrainRuntime.Mock.Verify(runtime => runtime.DeactivateOnIdle(It.IsAny<IGrainContext>()), times);

    private static async Task<KeyPoolKit> FilledAsync(KeyPoolKit kit)
    {
        var block = new BlockKey(1, 1);
        using var bytes = new KeyMaterial("block of a test", BlockLayout.HeadBytes + BodyBytes);
        await kit.site.Vault.AdvanceEpochAsync(kit.pool, 1, CancellationToken.None);
        await kit.site.Vault.ClaimNumberAsync(kit.pool, block, CancellationToken.None);
        Assert.True(await kit.site.Vault.StoreAsync(kit.pool, NewBlocks.Of(block), bytes, CancellationToken.None));
        return kit;
    }
}
