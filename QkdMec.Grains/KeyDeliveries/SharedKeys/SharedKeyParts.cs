using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Keys that a master shares with several SAEs, at one KME: making, keeping and fetching them.</summary>
internal sealed class SharedKeyParts : IDisposable
{
    private readonly SharedKeySweep sweep;
    private readonly SharedKeyVoids voids;
    private readonly SharedKeyIssuer issuer;

    public SharedKeyParts(KeyDeliverySite site, KeyPeers peers, KeyPoolOptions pools, KeyDeliveryOptions options, ILogger log)
    {
        sweep = new SharedKeySweep(site, options.RepeatWindow, pools.SweepPeriod, log);
        Keeper = new SharedKeyKeeper(site, peers, sweep, pools.TimeToLive, log);
        voids = new SharedKeyVoids(site, Keeper, (options.AnswerTimeout, pools.TimeToLive), log);
        issuer = new SharedKeyIssuer(site, peers, Keeper, voids, options, log);
        Fetcher = new SharedKeyFetcher(site, (options.AnswerTimeout, options.RepeatWindow), sweep);
    }

    /// <summary>Keeps what comes from other KMEs.</summary>
    public SharedKeyKeeper Keeper { get; }

    /// <summary>Gives keys to slaves.</summary>
    public SharedKeyFetcher Fetcher { get; }

    /// <summary>Makes the keys of an order with additional slaves. They are fresh, and came over no QKD link.</summary>
    public async Task<KeyOrderOutcome> OrderAsync(KeyOrder order, KeyBatch keys) =>
        order.Mandatory is { DirectOnly: true }
            ? new KeyOrderOutcome(KeyOutcome.NotMet, false)
            : new KeyOrderOutcome(await issuer.IssueAsync(order, keys), order.Optional is not { DirectOnly: true });

    public void Dispose()
    {
        sweep.Dispose();
        voids.Dispose();
    }
}
