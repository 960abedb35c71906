using System.Collections.Immutable;

namespace QkdMec.Protocols.Placements;

/// <summary>A path: indices into <see cref="KeyNetwork.Links"/>, from the user to the edge node. Never empty.</summary>
public sealed class KeyPath(ImmutableArray<int> links) : IEquatable<KeyPath>
{
    /// <summary>The links.</summary>
    public ImmutableArray<int> Links => links;

    /// <summary>How many there are.</summary>
    public int Hops => links.Length;

    /// <inheritdoc/>
    public bool Equals(KeyPath? other) => other is not null && links.AsSpan().SequenceEqual(other.Links.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as KeyPath);

    /// <inheritdoc/>
    public override int GetHashCode() => links.Aggregate(17, (hash, link) => (hash * 31) + link);
}
