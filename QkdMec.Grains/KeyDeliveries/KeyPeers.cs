using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What the delivery of one KME holds for each other KME, and for its own SAEs among themselves; made when first used.</summary>
internal sealed class KeyPeers(KeyDeliverySite site, ListenerParts listener, KeyPoolOptions pools, KeyDeliveryOptions options, ILogger log) : IDisposable
{
    private readonly ConcurrentDictionary<KmeId, OutboundKeys> outbound = new();
    private readonly ConcurrentDictionary<KmeId, PadTaker> pads = new();
    private readonly ConcurrentDictionary<KmeId, InboundKeys> inbound = new();
    private readonly LocalLeases local = new(site, options, pools, log);

    /// <summary>Keys towards a KME.</summary>
    public OutboundKeys Outbound(KmeId remote) => outbound.TryGetValue(remote, out var keys)
        ? keys
        : outbound.GetOrAdd(remote, kme => new OutboundKeys(kme == site.Kme.Kme ? local : LeasesOf(kme), site, options, pools.TimeToLive));

    /// <summary>Keys and pads that a KME allocated.</summary>
    public InboundKeys Inbound(KmeId remote) =>
        inbound.TryGetValue(remote, out var keys) ? keys : inbound.GetOrAdd(remote, kme => new InboundKeys(site, kme, listener, options, pools.TimeToLive, log));

    /// <summary>Pads towards a KME.</summary>
    public PadTaker Pads(KmeId remote) => pads.GetOrAdd(remote, kme => new PadTaker(LeasesOf(kme), site, pools.TimeToLive));

    /// <summary>Answers another listener about positions that this one serves.</summary>
    public async Task<PositionsAnswer> AnswerAsync(PositionsRequest request)
    {
        try
        {
            return request.Pool == PoolId.Inbound(site.Kme, request.Pool.Remote)
                ? await Inbound(request.Pool.Remote).AnswerAsync(request)
                : PositionsAnswer.Unavailable;
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            KeyDeliveryLog.VaultFailed(log, error, request.Pool);
            return PositionsAnswer.Unavailable;
        }
    }

    /// <summary>What there is for a KME.</summary>
    public async Task<KeyStock> GetStockAsync(KmeId remote)
    {
        // What is in hand is counted first: a lease on its way is then counted nowhere rather than twice.
        var keys = Outbound(remote);
        var inHand = keys.BytesInHand;
        var status = await keys.Leases.GetStatusAsync();
        if (status is null)
        {
            return new KeyStock(KeyOutcome.Unavailable, remote, 0, 0);
        }

        var stored = status.StoredBytes + inHand;
        var capacity = Math.Max(status.CapacityBytes, stored);
        return new KeyStock(KeyOutcome.Delivered, remote, stored / options.DefaultKeyBytes, capacity / options.DefaultKeyBytes);
    }

    /// <summary>Writes every mark and ends what others wait for.</summary>
    public async Task DrainAsync()
    {
        await FlushAsync();
        await listener.Run.EndAsync();
    }

    /// <summary>Writes every mark and tells other listeners what was delivered of theirs.</summary>
    public async Task FlushAsync()
    {
        foreach (var (_, keys) in inbound.OrderBy(peer => peer.Key.Value, StringComparer.Ordinal))
        {
            await keys.FlushAsync();
        }
    }

    public void Dispose()
    {
        local.Dispose();
        listener.Run.Dispose();
        foreach (var part in new IEnumerable<IDisposable>[] { outbound.Values, pads.Values, inbound.Values }.SelectMany(parts => parts))
        {
            part.Dispose();
        }
    }

    private LeaseFetcher LeasesOf(KmeId remote) => new(site, remote, options, log);
}
