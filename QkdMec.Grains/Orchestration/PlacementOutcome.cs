using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Orchestration;

/// <summary>How a placement ended.</summary>
[GenerateSerializer, Alias(TypeAliases.PlacementStatus)]
public enum PlacementStatus
{
    /// <summary>A host holds room, and every link of the path the key rate.</summary>
    Placed,

    /// <summary>No host may run the application for this device.</summary>
    NotAllowed,

    /// <summary>No host that may has room.</summary>
    NoCapacity,

    /// <summary>Hosts have room, but no path to them has the key.</summary>
    NoKey,

    /// <summary>No host that would do answers.</summary>
    Unreachable,
}

/// <summary>Where a context was placed.</summary>
/// <param name="Host">The host.</param>
/// <param name="Ticket">The host's ticket of the reservation.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.AppPlacement)]
public sealed record AppPlacement([property: Id(0)] HostId Host, [property: Id(1)] long Ticket);

/// <summary>The orchestrator's answer.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Placement">Where; null unless placed.</param>
/// <param name="Reason">What every host lacked; empty when placed.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PlacementOutcome)]
public sealed record PlacementOutcome(
    [property: Id(0)] PlacementStatus Status, [property: Id(1)] AppPlacement? Placement, [property: Id(2)] string Reason);
