using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>What contexts between two KMEs hold together: all that share a route, or all that asked for the same one.</summary>
/// <param name="From">The one KME.</param>
/// <param name="To">The other KME.</param>
/// <param name="Hops">The route whose links carry it; a walk over the links of all routes when blocks take several.</param>
/// <param name="RateBitsPerSecond">The sum of their rates.</param>
/// <param name="Contexts">How many contexts.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PairHold)]
internal sealed record PairHold(
    [property: Id(0)] KmeId From,
    [property: Id(1)] KmeId To,
    [property: Id(2)] ImmutableArray<KmeId> Hops,
    [property: Id(3)] double RateBitsPerSecond,
    [property: Id(4)] long Contexts)
{
    /// <summary>The route that all of them asked for; empty when they share whatever route the pair has. <see cref="Hops"/> differs from it after a link of it went down.</summary>
    [Id(5)]
    public ImmutableArray<KmeId> Path { get; init; } = [];

    /// <summary>Whether a reservation is, or would be, part of this sum.</summary>
    public bool Counts(RateReservation reservation) => Joins(reservation.From, reservation.To) && Path.AsSpan().SequenceEqual(reservation.OwnPath.AsSpan());

    /// <summary>Whether it is between these KMEs, in either order.</summary>
    public bool Joins(KmeId one, KmeId other) => (From == one && To == other) || (From == other && To == one);

    /// <summary>Whether its route uses this link.</summary>
    public bool Uses(LinkId link)
    {
        for (var hop = 1; hop < Hops.Length; hop++)
        {
            if (LinkId.Between(Hops[hop - 1], Hops[hop]) == link)
            {
                return true;
            }
        }

        return false;
    }
}
