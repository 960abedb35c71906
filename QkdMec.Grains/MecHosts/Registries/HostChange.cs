using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>What became of a change of the registry.</summary>
[GenerateSerializer, Alias(TypeAliases.HostChangeStatus)]
public enum HostChangeStatus
{
    /// <summary>The host is listed now and was not before.</summary>
    Added,

    /// <summary>It was made.</summary>
    Changed,

    /// <summary>It was so already.</summary>
    Unchanged,

    /// <summary>The host is not listed.</summary>
    UnknownHost,

    /// <summary>The host is being removed.</summary>
    BeingRemoved,

    /// <summary>The host's site has no KME.</summary>
    NoKme,

    /// <summary>There are too many hosts that differ from the configuration.</summary>
    TooMany,
}

/// <summary>The answer to a change of the registry.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Entry">The host now; null when it is not listed.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostChange)]
public sealed record HostChange([property: Id(0)] HostChangeStatus Status, [property: Id(1)] HostEntry? Entry);
