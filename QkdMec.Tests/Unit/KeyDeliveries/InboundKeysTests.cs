using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.KeyDeliveries;

/// <summary>Fetching keys out of blocks that are not in memory yet.</summary>
public sealed class InboundKeysTests : IDisposable
{
    private const ulong Epoch = 1;
    private const int KeyBytes = 32;
    private static readonly BlockKey Block = new(Epoch, 1);
    private static readonly KmeAddress Local = new(SiteId.Parse("b"), KmeId.Parse("kme-b"));
    private static readonly KmeAddress Remote = new(SiteId.Parse("a"), KmeId.Parse("kme-a"));
    private static readonly SaeId Master = SaeId.Parse("sae-a");
    private static readonly SaeId Slave = SaeId.Parse("sae-b");
    private static readonly KeyOwners Owners = new(Remote.Kme, Local.Kme, Master, Slave);

    private readonly MemoryKeyVault stored = new(new Guid(1, 0, 0, new byte[8]));
    private readonly KeyMaterial bytes = new("block", BlockLayout.HeadBytes + 4096);

    public void Dispose()
    {
        bytes.Dispose();
        stored.Dispose();
    }

    [Fact]
    public async Task Fetch_WhenAnotherRequestLoadsTheBlockMeanwhile_IsDelivered()
    {
        await StoreAsync();
        var (vault, hold) = HeldVault.Of(stored);
        var network = new FixedNetwork(new NetworkTopology([Local, Remote], [LinkId.Between(Local.Kme, Remote.Kme)], []));
        var site = new KeyDeliverySite(Local, vault, NoGrains.Create(), network, new ManualTimeProvider(), new SeededEntropy(2));
        using var run = new ListenerRun(vault, site.Time, site.OwnListener, new ListenerOptions(), NullLogger.Instance);
        var others = new OtherListeners(vault, site.Grains, site.Time, new ListenerOptions(), NullLogger.Instance);
        using var keys = new InboundKeys(
            site, Remote.Kme, new ListenerParts(run, others, new ListenerOptions()), new KeyDeliveryOptions(), TimeSpan.FromHours(1), NullLogger.Instance);
        using KeyBatch first = new(), second = new();
        first.Add(IdAt(0));
        second.Add(IdAt(KeyBytes));

        hold.HoldNext();
        var held = keys.FetchAsync(Owners, first).AsTask();
        Assert.Equal(KeyOutcome.Delivered, await keys.FetchAsync(Owners, second));
        Assert.False(held.IsCompleted);
        hold.Release();

        Assert.Equal(KeyOutcome.Delivered, await held);
        Assert.Equal(bytes.Span.Slice(BlockLayout.HeadBytes, KeyBytes), first.KeyOf(0));
        Assert.Equal(bytes.Span.Slice(BlockLayout.HeadBytes + KeyBytes, KeyBytes), second.KeyOf(0));
    }

    private KeyId IdAt(int offset) => Owners.Sign(BlockLayout.KeyIdKey(bytes.Span), Epoch, new KeyLocation(Block.Number, offset, KeyBytes));

    private async Task StoreAsync()
    {
        var (pool, cancelled) = (PoolId.Inbound(Local, Remote.Kme), TestContext.Current.CancellationToken);
        new SeededEntropy(1).Fill(bytes.Span);
        await stored.AdvanceEpochAsync(pool, Epoch, cancelled);
        await stored.ClaimNumberAsync(pool, Block, cancelled);
        await stored.StoreAsync(pool, NewBlocks.Of(Block), bytes, cancelled);
        await stored.OpenAsync(pool, Block, DateTimeOffset.UnixEpoch.AddYears(100), cancelled);
    }
}
