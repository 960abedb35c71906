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
    private static readonly KmeAddress Local = new(SiteId.Parse("b"), KmeId.Parse("kme-b"));
    private static readonly KmeAddress Remote = new(SiteId.Parse("a"), KmeId.Parse("kme-a"));
    private static readonly SaeId Master = SaeId.Parse("sae-a");
    private static readonly SaeId Slave = SaeId.Parse("sae-b");
    private static readonly KeyOwners Owners = new(Remote.Kme, Local.Kme, Master, Slave);

    private static readonly PoolId Pool = PoolId.Inbound(Local, Remote.Kme);

    private readonly MemoryKeyVault stored = new(new Guid(1, 0, 0, new byte[8]));
    private readonly KeyMaterial bytes = new("block", BlockLayout.HeadBytes + 4096);
    private readonly ManualTimeProvider time = new();
    private readonly ListenerRun run;
    private readonly InboundKeys keys;

    public InboundKeysTests()
    {
        new SeededEntropy(1).Fill(bytes.Span);
        (var vault, Hold) = HeldVault.Of(stored);
        var network = new FixedNetwork(new NetworkTopology([Local, Remote], [LinkId.Between(Local.Kme, Remote.Kme)], []));
        var site = new KeyDeliverySite(Local, vault, NoGrains.Create(), network, time, new SeededEntropy(2));
        run = new ListenerRun(vault, time, site.OwnListener, new ListenerOptions(), NullLogger.Instance);
        var others = new OtherListeners(vault, site.Grains, time, new ListenerOptions(), NullLogger.Instance);
        keys = new InboundKeys(site, Remote.Kme, new ListenerParts(run, others, new ListenerOptions()), new KeyDeliveryOptions(), TimeSpan.FromHours(1), NullLogger.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private HeldVault Hold { get; }

    public void Dispose()
    {
        keys.Dispose();
        run.Dispose();
        bytes.Dispose();
        stored.Dispose();
    }

    [Fact]
    public async Task Fetch_WhenAnotherRequestLoadsTheBlockMeanwhile_IsDelivered()
    {
        await StoreAsync(1);
        using KeyBatch first = Ids(IdAt(0)), second = Ids(IdAt(KeyBytes));

        Hold.HoldNext();
        var held = FetchAsync(first);
        Assert.Equal(KeyOutcome.Delivered, await FetchAsync(second));
        Assert.False(held.IsCompleted);
        Hold.Release();

        Assert.Equal(KeyOutcome.Delivered, await held);
        Assert.Equal(bytes.Span.Slice(BlockLayout.HeadBytes, KeyBytes), first.KeyOf(0));
        Assert.Equal(bytes.Span.Slice(BlockLayout.HeadBytes + KeyBytes, KeyBytes), second.KeyOf(0));
    }

    [Fact]
    public async Task Fetch_WhenTheVaultFailsForAnotherRequestThatLoadsTheBlock_IsNotDenied()
    {
        await StoreAsync(1);
        using KeyBatch first = Ids(IdAt(0)), second = Ids(IdAt(KeyBytes));

        Hold.HoldNextClaim();
        Task<KeyOutcome> loading = FetchAsync(first), waiting = FetchAsync(second);
        Hold.Fail();

        await Assert.ThrowsAsync<KeyVaultException>(() => loading);
        await Assert.ThrowsAsync<KeyVaultException>(() => waiting);
        Assert.Equal(KeyOutcome.Delivered, await FetchAsync(second));
    }

    [Fact]
    public async Task Fetch_WhenAnotherRequestLookedBeforeTheBlockWasOpened_IsDelivered()
    {
        await StoreAsync(1, isOpen: false);
        using KeyBatch early = Ids(IdAt(0)), second = Ids(IdAt(KeyBytes));

        Hold.HoldNextList();
        var looking = FetchAsync(early);
        await OpenAsync(1);
        var waiting = FetchAsync(second);
        Hold.Release();

        Assert.Equal(KeyOutcome.NotFound, await looking);
        Assert.Equal(KeyOutcome.Delivered, await waiting);
    }

    [Fact]
    public async Task Fetch_WhenABlockOfAnotherListenerIsLeftWhileTheNextOneIsRead_IsNotDenied()
    {
        await StoreAsync(1);
        await StoreAsync(2);
        var other = await stored.BeginLifeAsync(new KeyListenerId(Local.Site, "other"), false, Cancelled);
        await stored.ServeAsync(Pool, new BlockKey(Epoch, 1), other.Number, Cancelled);
        await stored.ServeAsync(Pool, new BlockKey(Epoch, 2), other.Number, Cancelled);
        using var both = Ids(IdAt(0), IdAt(0, block: 2));

        Hold.HoldNextLoad(after: 1);
        var fetch = FetchAsync(both);
        time.Advance(1.1 * new ListenerOptions().VisitTime);
        Hold.Release();

        Assert.Equal(KeyOutcome.Unavailable, await fetch);
    }

    [Fact]
    public async Task Fetch_OfABlockThatTheVaultHasNot_IsNotFound()
    {
        await StoreAsync(1);
        using var unknown = Ids(IdAt(0), IdAt(0, block: 2));
        Assert.Equal(KeyOutcome.NotFound, await FetchAsync(unknown));
    }

    private static KeyBatch Ids(params IEnumerable<KeyId> ids)
    {
        var batch = new KeyBatch();
        foreach (var id in ids)
        {
            batch.Add(id);
        }

        return batch;
    }

    private Task<KeyOutcome> FetchAsync(KeyBatch batch) => keys.FetchAsync(Owners, batch).AsTask();

    private KeyId IdAt(int offset, long block = 1) => Owners.Sign(BlockLayout.KeyIdKey(bytes.Span), Epoch, new KeyLocation(block, offset, KeyBytes));

    private async Task StoreAsync(long number, bool isOpen = true)
    {
        var block = new BlockKey(Epoch, number);
        await stored.AdvanceEpochAsync(Pool, Epoch, Cancelled);
        await stored.ClaimNumberAsync(Pool, block, Cancelled);
        await stored.StoreAsync(Pool, NewBlocks.Of(block), bytes, Cancelled);
        if (isOpen)
        {
            await OpenAsync(number);
        }
    }

    private async Task OpenAsync(long number) =>
        await stored.OpenAsync(Pool, new BlockKey(Epoch, number), DateTimeOffset.UnixEpoch.AddYears(100), Cancelled);
}
