using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What the delivery of one KME holds for each other KME, and for its own SAEs among themselves; made when first used.</summary>
internal sealed class KeyPeers(KeyDeliverySite site, KeyPoolOptions pools, KeyDeliveryOptions options, ILogger log) : IDisposable
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
        inbound.TryGetValue(remote, out var keys) ? keys : inbound.GetOrAdd(remote, kme => new InboundKeys(site, kme, options, pools.TimeToLive, log));

    /// <summary>Pads towards a KME.</summary>
    public PadTaker Pads(KmeId remote) => pads.GetOrAdd(remote, kme => new PadTaker(LeasesOf(kme), site, pools.TimeToLive));

    /// <summary>Writes every mark.</summary>
    public async Task DrainAsync()
    {
        foreach (var (_, keys) in inbound.OrderBy(peer => peer.Key.Value, StringComparer.Ordinal))
        {
            await keys.DrainAsync();
        }
    }

    public void Dispose()
    {
        local.Dispose();
        foreach (var part in new IEnumerable<IDisposable>[] { outbound.Values, pads.Values, inbound.Values }.SelectMany(parts => parts))
        {
            part.Dispose();
        }
    }

    private LeaseFetcher LeasesOf(KmeId remote) => new(site, remote, options, log);
}
