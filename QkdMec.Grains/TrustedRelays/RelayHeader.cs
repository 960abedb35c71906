using QkdMec.Grains.Identity;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>Which block a frame carries, and where on its way it is; the MAC of each hop covers all of it.</summary>
/// <param name="Route">The whole route.</param>
/// <param name="Hop">The index in the route of the KME that receives the frame; at least 1.</param>
/// <param name="Direction">The direction, seen from the maker, of the pool the block is for.</param>
/// <param name="Epoch">The epoch of that pool.</param>
/// <param name="Number">The number of the block in that pool.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RelayHeader)]
public sealed record RelayHeader(
    [property: Id(0)] RelayRoute Route,
    [property: Id(1)] int Hop,
    [property: Id(2)] PoolDirection Direction,
    [property: Id(3)] ulong Epoch,
    [property: Id(4)] long Number)
{
    /// <summary>Which share of the block it is, from 0.</summary>
    [Id(5)]
    public int Share { get; init; }

    /// <summary>In how many shares the block travels.</summary>
    [Id(6)]
    public int Shares { get; init; } = 1;

    /// <summary>The KME that made the block.</summary>
    public KmeId Maker => Route.Hops[0];

    /// <summary>The KME that sent this frame.</summary>
    public KmeId Sender => Route.Hops[Hop - 1];

    /// <summary>The KME that receives this frame.</summary>
    public KmeId Receiver => Route.Hops[Hop];

    /// <summary>Whether the route ends at the receiver.</summary>
    public bool IsLastHop => Hop == Route.Hops.Length - 1;

    /// <summary>The header of the next hop's frame.</summary>
    public RelayHeader Next() => this with { Hop = Hop + 1 };
}
