using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Topologies;
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

    /// <summary>The topology, with the addresses that the deployment knows.</summary>
    public static TopologyDocument ToDocument(this TopologyView topology, INetworkDeployment deployment) => new()
    {
        Version = topology.Version,
        Kmes =
        [
            .. topology.Kmes.Select(kme => new KmePlace
            {
                Kme = kme.Kme.Value,
                Site = kme.Site.Value,
                Saes = [.. topology.Saes.Where(sae => sae.Kme == kme.Kme).Select(sae => sae.Sae.Value)],
                KeyAddress = deployment.KeyAddressOf(kme.Kme),
            }),
        ],
        Links =
        [
            .. topology.Links.Select(link => link.Definition!).Select(link => new LaidLink
            {
                Link = link.Link.ToGrainKey(),
                Profile = link.Profile,
                Kilometres = link.Kilometres,
                LossDb = link.LossDb,
                RateBitsPerSecond = link.RateBitsPerSecond,
                Qber = link.Qber,
                Aerial = link.IsAerial ? true : null,
                ReserveBytes = link.ReserveBytes,
            }),
        ],
        WithoutEffect = topology.Idle,
    };

    /// <summary>What a policy would choose.</summary>
    public static PolicyChoice ToDocument(this RouteChoice choice) => new()
    {
        Policy = choice.Policy,
        InUse = choice.IsInUse,
        Route = [.. choice.Hops.Select(hop => hop.Value)],
        FreeBitsPerSecond = choice.FreeRateBitsPerSecond,
    };

    /// <summary>A link.</summary>
    public static LinkDetail ToDetail(this LinkStatus link) => new()
    {
        Link = link.Link.ToGrainKey(),
        Condition = link.Condition.ToString(),
        Device = link.Device,
        RateBitsPerSecond = link.Quality.RateBitsPerSecond,
        NominalRateBitsPerSecond = link.Quality.NominalRateBitsPerSecond,
        LossDb = link.Quality.LossDb,
        Qber = link.Quality.Qber,
        QberThreshold = link.Quality.QberThreshold,
        EavesdroppedShare = link.EavesdroppedFraction,
        Blocks = link.Made.Blocks,
        Bytes = link.Made.Bytes,
        Failures = link.Made.Failures,
    };

    /// <summary>The ends of pools at a KME, with their names as <c>kme/peer/direction</c>; null where one did not answer.</summary>
    public static IEnumerable<(string Name, PoolDetail? Pool)> ToPoolEnds(this KmeStatus kme) => kme.Peers.SelectMany(peer =>
        new[] { (Direction: "outbound", Pool: peer.Outbound), (Direction: "inbound", Pool: peer.Inbound) }
            .Select(end => ($"{kme.Kme}/{peer.Peer}/{end.Direction}", end.Pool is { } pool ? ToDetail((kme, peer), end.Direction, pool) : null)));

    /// <summary>The alarms of a KME.</summary>
    public static IEnumerable<NetworkAlarm> ToAlarms(this KmeStatus kme) => kme.Alarms.Select(alarm => new NetworkAlarm
    {
        Kme = kme.Kme.Value, Kind = alarm.Kind.ToString(), Subject = alarm.Subject, FirstAt = alarm.FirstAt, LastAt = alarm.LastAt, Count = alarm.Count,
    });

    private static PoolDetail ToDetail((KmeStatus Kme, KmePeerStatus Peer) ends, string direction, KeyPoolStatus pool) => new()
    {
        Kme = ends.Kme.Kme.Value,
        Peer = ends.Peer.Peer.Value,
        Direction = direction,
        IsNeighbour = ends.Peer.IsNeighbour,
        StoredBytes = pool.StoredBytes,
        CapacityBytes = pool.CapacityBytes,
        LeasedBytes = pool.LeasedBytes,
        Epoch = pool.Epoch,
        Agreed = pool.Agreed,
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
