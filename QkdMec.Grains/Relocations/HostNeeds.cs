using System.Collections.Immutable;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.Relocations;

/// <summary>Decides what is to be done for a host by what is known of it.</summary>
internal static class HostNeeds
{
    /// <summary>Of an overloaded host this share of its contexts leaves at a time: its load has to be seen again before more do.</summary>
    private const double OverloadShare = 0.05;

    /// <summary>The most urgent task; null when there is none.</summary>
    /// <param name="entry">The host's entry in the registry.</param>
    /// <param name="status">Its room; null when that did not answer.</param>
    /// <param name="shortOf">The KMEs from which there is too little key to it.</param>
    /// <param name="clearedAt">The version of its entry up to which nothing is left of contexts that are elsewhere.</param>
    /// <param name="options">The limits.</param>
    public static RelocationTask? Find(HostEntry entry, HostStatus? status, ImmutableHashSet<KmeId> shortOf, long clearedAt, MecOptions options)
    {
        var isEmpty = status is null or { ContextsUsed: 0 };
        if (entry.IsDown || entry.State is HostState.Draining or HostState.Removed && !isEmpty)
        {
            return isEmpty ? null : new RelocationTask(entry.Host, entry.IsDown ? MoveReason.HostFailed : MoveReason.HostDrained);
        }

        // It may have been away since.
        if (entry.Version > clearedAt)
        {
            return new RelocationTask(entry.Host, Reason: null);
        }

        if (isEmpty)
        {
            return null;
        }

        if (!shortOf.IsEmpty)
        {
            return new RelocationTask(entry.Host, MoveReason.KeyShortage, Clients: shortOf);
        }

        return options.MaxLoad < 1 && status!.Load > options.MaxLoad
            ? new RelocationTask(entry.Host, MoveReason.HostOverloaded, Most: Math.Max(1, (int)(status.ContextsUsed * OverloadShare)))
            : null;
    }

    /// <summary>Pairs of KMEs whose contexts hold key rate that nothing makes any more, and whose stored key runs out.</summary>
    public static IEnumerable<RouteStatus> FindShortages(NetworkStatus network, long leastStoredBits) => network.Pairs.Where(pair =>
        pair.ReservedBitsPerSecond > 0 && pair.Availability.StoredBits < leastStoredBits
        && (!pair.Availability.Reachable || pair.Availability.RateBitsPerSecond <= 0));
}
