using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>What differs from the configured hosts. Replaced as a whole.</summary>
/// <param name="Version">Grows with every change; 0 before the first.</param>
/// <param name="Hosts">At most one entry a host.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostEdits)]
internal sealed record HostEdits([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<HostEntry> Hosts)
{
    /// <summary>The most entries: the registry is one record, and every host is asked for its pulse.</summary>
    public const int Most = 1000;

    /// <summary>No change.</summary>
    public static HostEdits None { get; } = new(0, []);
}
