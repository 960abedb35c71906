using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>From the network's statuses to the operator's words.</summary>
internal static class NetworkMapping
{
    /// <summary>The network.</summary>
    public static NetworkDocument ToDocument(this NetworkStatus network) => new()
    {
        Links =
        [
            .. network.Links.Select(link => new LinkSummary
            {
                Link = link.Link.ToGrainKey(),
                Condition = link.Condition.ToString(),
                Device = link.Device,
                RateBitsPerSecond = link.Quality.RateBitsPerSecond,
                Qber = link.Quality.Qber,
                Blocks = link.Made.Blocks,
            }),
        ],
        Pairs =
        [
            .. network.Pairs.Select(pair => new PairSummary
            {
                From = pair.From.Value,
                To = pair.To.Value,
                Route = [.. pair.Hops.Select(hop => hop.Value)],
                StoredBits = pair.Availability.StoredBits,
                FreeBitsPerSecond = pair.Availability.RateBitsPerSecond,
                ReservedBitsPerSecond = pair.ReservedBitsPerSecond,
            }),
        ],
    };

    /// <summary>A KME.</summary>
    public static KmeDocument ToDocument(this KmeStatus kme) => new()
    {
        Site = kme.Site.Value,
        Kme = kme.Kme.Value,
        Saes = [.. kme.Saes.Select(sae => sae.Value)],
        Pools = [.. kme.Peers.SelectMany(peer => new[] { ToPool(peer, peer.Outbound, "outbound"), ToPool(peer, peer.Inbound, "inbound") }).OfType<PoolSummary>()],
        Alarms =
        [
            .. kme.Alarms.Select(alarm => new AlarmSummary
            {
                Kind = alarm.Kind.ToString(), Subject = alarm.Subject, LastAt = alarm.LastAt, Count = alarm.Count,
            }),
        ],
    };

    private static PoolSummary? ToPool(KmePeerStatus peer, KeyPoolStatus? pool, string direction) => pool is null
        ? null
        : new PoolSummary
        {
            Peer = peer.Peer.Value,
            Direction = direction,
            StoredBytes = pool.StoredBytes,
            CapacityBytes = pool.CapacityBytes,
            Agreed = pool.Agreed,
        };
}
