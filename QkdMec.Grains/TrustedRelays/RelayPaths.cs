using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>
/// The routes that one block takes. One: the block itself travels it. Several: they have no relay in common, each carries one share, and the block is
/// the XOR of all shares (ADR 0020).
/// </summary>
/// <param name="Routes">The routes, all from the same maker to the same receiver; at most <see cref="MostRoutes"/>.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RelayPaths)]
public sealed record RelayPaths([property: Id(0)] ImmutableArray<RelayRoute> Routes)
{
    /// <summary>The most routes of one block.</summary>
    public const int MostRoutes = 8;

    /// <summary>The KME that makes the block.</summary>
    public KmeId Maker => Routes[0].Hops[0];

    /// <summary>The KME that receives it.</summary>
    public KmeId Receiver => Routes[0].Hops[^1];

    /// <summary>The hops of the longest route.</summary>
    public int LongestHops => Routes.Max(route => route.Hops.Length) - 1;

    /// <summary>A block that travels one route whole.</summary>
    public static RelayPaths Of(RelayRoute route) => new([route]);

    /// <summary>Every hop of every route, with its direction.</summary>
    public IEnumerable<(KmeId From, KmeId To)> Hops() => Routes.SelectMany(route => route.Hops.Zip(route.Hops.Skip(1)));

    /// <summary>One walk over every link of every route, forth on one and back on the next: what a sum held on all of them runs over.</summary>
    public ImmutableArray<KmeId> ToWalk() =>
    [
        Maker, .. Routes.SelectMany((route, index) => index % 2 == 0 ? route.Hops.Skip(1) : route.Hops.Reverse().Skip(1)),
    ];

    /// <summary>Whether these are the same routes.</summary>
    public bool AreEqual(RelayPaths other) =>
        Routes.Length == other.Routes.Length && Routes.Zip(other.Routes).All(pair => pair.First.Hops.SequenceEqual(pair.Second.Hops));
}
