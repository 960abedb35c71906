using System.Collections.Immutable;

namespace QkdMec.Protocols.Placements.Policies;

/// <summary>A user and an edge node.</summary>
/// <param name="Edge">The edge node's index.</param>
/// <param name="Paths">The paths the pair may take, the shortest first; at least one.</param>
/// <param name="Apps">The applications of the pair, which are all on one path.</param>
internal sealed record PathPair(int Edge, ImmutableArray<KeyPath> Paths, ImmutableArray<PlacedApp> Apps)
{
    /// <summary>The path the pair is on.</summary>
    public KeyPath Current => Apps.IsEmpty ? Paths[0] : Apps[0].Path;

    /// <summary>The others.</summary>
    public IEnumerable<KeyPath> Others => Paths.Where(path => !path.Equals(Current));

    /// <summary>How many links are torn down and set up when the pair moves to a path.</summary>
    public int LinksChangedBy(KeyPath path) =>
        Apps.IsEmpty ? path.Hops : Current.Links.Except(path.Links).Count() + path.Links.Except(Current.Links).Count();
}

/// <summary>A path that a pair could take.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Path">The path.</param>
/// <param name="RateLeft">What it could give to a new application.</param>
internal sealed record PairWay(PathPair Pair, KeyPath Path, double RateLeft);
