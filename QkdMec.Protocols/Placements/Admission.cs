using System.Collections.Immutable;

namespace QkdMec.Protocols.Placements;

/// <summary>What a policy decided: an edge node with a path, or why not.</summary>
public sealed record Admission
{
    private Admission()
    {
    }

    /// <summary>The edge node, an index into <see cref="KeyNetwork.Edges"/>; -1 when the application is refused.</summary>
    public int Edge { get; private init; } = -1;

    /// <summary>The path; null when the application is refused.</summary>
    public KeyPath? Path { get; private init; }

    /// <summary>Applications that move to another path of the same edge node, by their numbers, to make room.</summary>
    public ImmutableArray<long> Moved { get; private init; } = [];

    /// <summary>How many links the decision makes the network set up or tear down.</summary>
    public int Signalling { get; private init; }

    /// <summary>Why the application is refused; null when it is admitted.</summary>
    public Shortage? Shortage { get; private init; }

    /// <summary>Admitted to an edge node over a path.</summary>
    public static Admission At(int edge, KeyPath path, int signalling = 0) => new() { Edge = edge, Path = path, Signalling = signalling };

    /// <summary>Admitted over a path that other applications move to, too.</summary>
    public static Admission Moving(int edge, KeyPath path, ImmutableArray<long> moved, int signalling) =>
        new() { Edge = edge, Path = path, Moved = moved, Signalling = signalling };

    /// <summary>Refused.</summary>
    public static Admission Refused(Shortage shortage) => new() { Shortage = shortage };
}
