using System.Collections.Immutable;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;

namespace QkdMec.Silo.Composition;

/// <summary>What a silo runs for, as grains are placed by it.</summary>
internal static class PlacesOfSilos
{
    /// <summary>The places, under the keys of <see cref="KeyPlacement"/>.</summary>
    public static ImmutableDictionary<string, string> Of(IEnumerable<SiteId> sites, IEnumerable<KeyListenerId> listeners, IEnumerable<HostId> hosts) =>
        ImmutableDictionary<string, string>.Empty
            .Add(KeyPlacement.SitesKey, string.Join(',', sites))
            .Add(KeyPlacement.ListenersKey, string.Join(',', listeners))
            .Add(KeyPlacement.HostsKey, string.Join(',', hosts));
}
