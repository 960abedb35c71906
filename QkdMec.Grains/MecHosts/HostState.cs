using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>Whether a host takes contexts, and if not, why.</summary>
[GenerateSerializer, Alias(TypeAliases.HostState)]
public enum HostState
{
    /// <summary>It takes new contexts.</summary>
    Active,

    /// <summary>Its operator wants it empty; it stays.</summary>
    Draining,

    /// <summary>It does not answer.</summary>
    Failed,

    /// <summary>Its operator wants it gone; it is listed until it is empty.</summary>
    Removed,
}
