using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.Kmes;

/// <summary>What an operator sees of a KME.</summary>
/// <param name="Site">Its site.</param>
/// <param name="Kme">The KME.</param>
/// <param name="Saes">The SAEs attached to it.</param>
/// <param name="Peers">The KMEs it shares pools with.</param>
/// <param name="Alarms">The last alarms, the oldest first.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KmeStatus)]
public sealed record KmeStatus(
    [property: Id(0)] SiteId Site,
    [property: Id(1)] KmeId Kme,
    [property: Id(2)] ImmutableArray<SaeId> Saes,
    [property: Id(3)] ImmutableArray<KmePeerStatus> Peers,
    [property: Id(4)] ImmutableArray<KmeAlarm> Alarms);

/// <summary>What a KME shares with another one.</summary>
/// <param name="Peer">The other KME.</param>
/// <param name="IsNeighbour">Whether a link joins them.</param>
/// <param name="Outbound">The pool whose positions this KME allocates; null when it did not answer in time.</param>
/// <param name="Inbound">The pool whose positions the peer allocates; null when it did not answer in time.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KmePeerStatus)]
public sealed record KmePeerStatus(
    [property: Id(0)] KmeId Peer,
    [property: Id(1)] bool IsNeighbour,
    [property: Id(2)] KeyPoolStatus? Outbound,
    [property: Id(3)] KeyPoolStatus? Inbound);
