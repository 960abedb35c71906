using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks.Routing;
using QkdMec.Grains.QkdNetworks.Topologies;
using QkdMec.Grains.QkdNetworks.Watching;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>Link state, routes, and which pools to refill. Key: the name of the network, <see cref="NetworkKeys.Network"/>.</summary>
[Alias(TypeAliases.QkdNetworkGrain)]
public interface IQkdNetworkGrain : IGrainWithStringKey
{
    /// <summary>What two KMEs can count on, as last seen.</summary>
    [AlwaysInterleave]
    Task<KeyAvailability> GetAvailabilityAsync(KmeId from, KmeId to, CancellationToken cancellationToken);

    /// <summary>Links and pairs, as last seen. The first call after a start sets the network going.</summary>
    [AlwaysInterleave]
    Task<NetworkStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>Which route each routing policy would choose between two KMEs now, in the order of the policies.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<RouteChoice>> GetRouteChoicesAsync(KmeId from, KmeId to, CancellationToken cancellationToken);

    /// <summary>What every link that is up has left, for placing contexts. Stored key counts as rate when <paramref name="stockHorizon"/>, for which it must last, is not zero.</summary>
    [AlwaysInterleave]
    Task<PlacementPicture> GetPlacementPictureAsync(TimeSpan stockHorizon, CancellationToken cancellationToken);

    /// <summary>Holds a key rate on every link of a route, or on none. False: no route has that rate left. Idempotent per context.</summary>
    Task<bool> ReserveRateAsync(RateReservation reservation, CancellationToken cancellationToken);

    /// <summary>Gives back what a context held; nothing to do when it held nothing.</summary>
    Task ReleaseRateAsync(ContextId context, CancellationToken cancellationToken);

    /// <summary>Takes up changes of the topology; routes move away from links that are gone.</summary>
    Task FollowTopologyAsync(NetworkEdits edits, CancellationToken cancellationToken);

    /// <summary>Sets the network going after a start; nothing to do when it runs.</summary>
    [AlwaysInterleave]
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>A link tells of its new condition; routes move away from one that went down.</summary>
    Task ReportLinkAsync(LinkStatus status, CancellationToken cancellationToken);

    /// <summary>The allocating end of a pool tells that it holds much less, or nothing; it is refilled at once.</summary>
    [AlwaysInterleave]
    Task ReportPoolAsync(PoolReport report, CancellationToken cancellationToken);

    /// <summary>A KME tells that it cannot send to a neighbour; routes avoid that hop for a moment.</summary>
    [AlwaysInterleave]
    Task ReportHopAsync(HopReport report, CancellationToken cancellationToken);
}
