using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>All hosts that are listed, in ordinal order of their keys.</summary>
/// <param name="Version">Grows with every change of a state; lower than one that was known only where the registry was put back to an older copy.</param>
/// <param name="Hosts">The hosts.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostRoster)]
public sealed record HostRoster([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<HostEntry> Hosts)
{
    /// <summary>The hosts as they are configured, when nothing else is known of them.</summary>
    public static HostRoster Configured(MecOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new HostEditor(HostEdits.None, options.Hosts).Roster;
    }

    /// <summary>The entry of a host; null when it is not listed.</summary>
    public HostEntry? Find(HostId host) => Hosts.FirstOrDefault(entry => entry.Host == host);
}
