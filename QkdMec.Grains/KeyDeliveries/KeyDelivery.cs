using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries.SharedKeys;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// Hands out the keys of one KME to its SAEs, and pads to its relay. Site-local: key bytes go to the caller and nowhere else. From leases in hand
/// and blocks in memory an answer takes no grain call, no write and no wait; whatever is dead, it comes within 2 s.
/// </summary>
public sealed partial class KeyDelivery : IPadSource, IAsyncDisposable
{
    private readonly KeyDeliverySite site;
    private readonly ILogger log;
    private readonly SaePairs pairs;
    private readonly WrongIdLimiter wrongIds;
    private readonly KeyPeers peers;
    private volatile bool stopping;

    /// <summary>Makes the delivery of one KME.</summary>
    /// <exception cref="ArgumentException">The options are wrong; the message lists every fault.</exception>
    public KeyDelivery(KeyDeliverySite site, KeyPoolOptions pools, KeyDeliveryOptions options, ILogger<KeyDelivery> log)
    {
        var faults = options.Faults().ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, faults), nameof(options));
        }

        (this.site, this.log, Options) = (site, log, options);
        var listener = new ListenerParts(
            new ListenerRun(site.Vault, site.Time, site.OwnListener, options.Listeners, log),
            new OtherListeners(site.Vault, site.Grains, site.Time, options.Listeners, log),
            options.Listeners);
        peers = new KeyPeers(site, listener, pools, options, log);
        SharedKeys = new SharedKeyParts(site, peers, pools, options, log);
        pairs = new SaePairs(
            site.Kme.Kme,
            site.Network,
            () => options.PairBitsPerSecond == 0 ? null : new KeyQuota(options.PairBitsPerSecond, options.PairBurst, site.Time),
            options.MaxKnownPairs / 2);
        wrongIds = new WrongIdLimiter(options.WrongIdLimit, options.WrongIdWindow, site.Time);
    }

    /// <summary>The KME.</summary>
    public KmeId Kme => site.Kme.Kme;

    /// <summary>Which of the site's listeners it is.</summary>
    public KeyListenerId Listener => site.OwnListener.Id;

    /// <summary>Its limits.</summary>
    public KeyDeliveryOptions Options { get; }

    /// <summary>Keys that several SAEs share.</summary>
    internal SharedKeyParts SharedKeys { get; }

    /// <summary>Whether a SAE is attached to this KME.</summary>
    /// <param name="sae">The SAE.</param>
    /// <param name="certifiedFrom">When its certificate begins: one that begins before the name was last detached is another bearer's.</param>
    public bool IsAttached(SaeId sae, DateTimeOffset certifiedFrom) =>
        site.Network.Topology.AttachmentOf(sae) is { } attached && attached.Kme == Kme && certifiedFrom >= attached.CertifiedFrom;

    /// <summary>Issues new keys for a pair of SAEs into the batch: all, or none.</summary>
    /// <param name="master">The caller, attached to this KME.</param>
    /// <param name="slave">Who can fetch them.</param>
    /// <param name="number">How many, 1 to <see cref="KeyDeliveryOptions.MaxKeysPerRequest"/>.</param>
    /// <param name="keyBytes">The size of each, within the limits of <see cref="Options"/>.</param>
    /// <param name="keys">Where they go.</param>
    public ValueTask<KeyOutcome> EncKeysAsync(SaeId master, SaeId slave, int number, int keyBytes, KeyBatch keys)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(number, Math.Clamp(number, 1, Options.MaxKeysPerRequest));
        ArgumentOutOfRangeException.ThrowIfNotEqual(keyBytes, Math.Clamp(keyBytes, Options.MinKeyBytes, Options.MaxKeyBytes));
        var pair = pairs.Issued(master, slave);
        keys.Clear();
        if (pair.Owners is null || stopping)
        {
            return new(stopping ? KeyOutcome.Unavailable : pair.Refusal);
        }

        var cut = new KeyCut(pair.Owners, number, keyBytes, null);
        return pair.Quota is null
            ? peers.Outbound(pair.Remote).IssueAsync(cut, keys, Options.AnswerTimeout)
            : IssueMetered(pair.Quota, cut, pair.Remote, keys);
    }

    /// <summary>What is wrong with the additional slaves of an order.</summary>
    public AudienceFault FaultOf(KeyOrder order) => SharedKeyRules.FaultOf(order, site.Network.Topology, Options.MaxAdditionalSaes);

    /// <summary>Issues new keys that are as the order demands, for all its slaves: all, or none.</summary>
    /// <param name="order">An order without <see cref="FaultOf"/>.</param>
    /// <param name="keys">Where they go.</param>
    public async Task<KeyOrderOutcome> OrderKeysAsync(KeyOrder order, KeyBatch keys)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual((int)FaultOf(order), (int)AudienceFault.None);
        var pair = pairs.Issued(order.Master, order.Slave);
        keys.Clear();
        return pair.Owners is null || stopping
            ? new KeyOrderOutcome(stopping ? KeyOutcome.Unavailable : pair.Refusal, false)
            : await OrderMeteredAsync(order, pair, keys);
    }

    /// <summary>Fetches the keys whose ids are in the batch: all, or none.</summary>
    /// <param name="slave">The caller, attached to this KME.</param>
    /// <param name="master">Who had them issued.</param>
    /// <param name="keys">The ids; their bytes are added.</param>
    public ValueTask<KeyOutcome> DecKeysAsync(SaeId slave, SaeId master, KeyBatch keys)
    {
        if (wrongIds.IsLimited(slave))
        {
            return new(KeyOutcome.RateLimited);
        }

        var pair = pairs.Fetched(master, slave);
        if (keys.SharedCount > 0 && !stopping)
        {
            return new(FinishAsync(slave, keys, new(FetchSharedAsync(slave, master, keys, pair))));
        }

        if (pair.Owners is null || stopping)
        {
            return new(stopping ? KeyOutcome.Unavailable : Refuse(slave, keys.Count, KeyOutcome.NotFound));
        }

        var fetch = peers.Inbound(pair.Remote).FetchAsync(pair.Owners, keys);
        return fetch.IsCompletedSuccessfully && fetch.Result == KeyOutcome.Delivered ? fetch : new(FinishAsync(slave, keys, fetch));
    }

    /// <summary>Counts ids that are no key ids at all.</summary>
    public KeyOutcome CountMalformedId(SaeId slave) =>
        wrongIds.IsLimited(slave) ? KeyOutcome.RateLimited : Refuse(slave, 1, KeyOutcome.NotFound);

    /// <summary>What there is for a pair of SAEs.</summary>
    public async ValueTask<KeyStock> GetStockAsync(SaeId master, SaeId slave)
    {
        var pair = pairs.Issued(master, slave);
        if (pair.Owners is null)
        {
            return new KeyStock(pair.Refusal, pair.Remote, 0, 0);
        }

        return await peers.GetStockAsync(pair.Remote);
    }

    /// <summary>Refuses what comes from now on and writes every mark. What is left of leases is burnt.</summary>
    public async Task DrainAsync()
    {
        stopping = true;
        await peers.DrainAsync();
    }

    /// <summary>Writes every mark now and tells other listeners what was delivered of theirs, as happens by itself within 200 ms.</summary>
    public Task FlushAsync() => peers.FlushAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DrainAsync();
        SharedKeys.Dispose();
        peers.Dispose();
    }

    /// <summary>Answers another listener of the site about positions that this one serves.</summary>
    internal Task<PositionsAnswer> AnswerAsync(PositionsRequest request) =>
        stopping ? Task.FromResult(PositionsAnswer.Unavailable) : peers.AnswerAsync(request);

    private Task<KeyOutcome> FetchSharedAsync(SaeId slave, SaeId master, KeyBatch keys, SaePair pair) => SharedKeys.Fetcher.FetchAsync(
        slave, master, keys, others => pair.Owners is null ? new(KeyOutcome.NotFound) : peers.Inbound(pair.Remote).FetchAsync(pair.Owners, others));

    private async Task<KeyOutcome> FinishAsync(SaeId slave, KeyBatch keys, ValueTask<KeyOutcome> fetch)
    {
        try
        {
            var outcome = await fetch;
            return outcome is KeyOutcome.NotFound or KeyOutcome.NotYours ? Refuse(slave, keys.Count, outcome) : outcome;
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            KeyDeliveryLog.DeliveryFailed(log, error, Kme);
            return KeyOutcome.Unavailable;
        }
    }

    private KeyOutcome Refuse(SaeId slave, int ids, KeyOutcome outcome)
    {
        if (wrongIds.Count(slave, ids))
        {
            KeyDeliveryLog.WrongIds(log, slave);
        }

        return outcome;
    }
}
