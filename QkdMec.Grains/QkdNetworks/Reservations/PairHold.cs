using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>What all contexts between two KMEs hold together, and on which route.</summary>
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
