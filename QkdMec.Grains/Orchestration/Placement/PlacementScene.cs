using System.Collections.Immutable;
using QkdMec.Protocols.Placements;

namespace QkdMec.Grains.Orchestration.Placement;

/// <summary>All that a placement is decided by, as it was at one moment; what is placed since is taken off its board.</summary>
/// <param name="BegunAt">When it was asked for: what was so before is in it.</param>
/// <param name="Hosts">The hosts, in ordinal order of their keys.</param>
/// <param name="Network">The network; the hosts are its edge nodes.</param>
/// <param name="Board">What is left.</param>
/// <param name="Policy">Decides.</param>
internal sealed record PlacementScene(long BegunAt, ImmutableArray<HostPicture> Hosts, PlacementNetwork Network, PlacementBoard Board, IAdmissionPolicy Policy)
{
    /// <summary>Whether the network answered; else it is as if no link were up.</summary>
    public bool HasNetwork { get; init; } = true;

    /// <summary>
    /// What is left of a host, counted in contexts: the scarcer of contexts and memory. An application that runs there already needs no memory, and a small one little, so this may be
    /// below 1 although a context fits: whether it does is not decided by it alone.
    /// </summary>
    public static double RoomOf(HostPicture host) => host.Status is { } status ? (1 - status.Load) * status.ContextsLimit : 0;

    /// <summary>The same now, for an application that fits the host as it was.</summary>
    public double RoomFor(int edge)
    {
        var left = Board.RoomLeft(edge);
        var placedSince = RoomOf(Hosts[edge]) - left;
        var contexts = Hosts[edge].Status is { } status ? status.ContextsLimit - status.ContextsUsed - placedSince : 0;
        return contexts + PlacementBoard.Crumb < PlacementChooser.Load ? 0 : Math.Max(left, PlacementChooser.Load);
    }
}
