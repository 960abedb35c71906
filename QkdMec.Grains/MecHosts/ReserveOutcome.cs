using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>How a reservation ended.</summary>
[GenerateSerializer, Alias(TypeAliases.ReserveStatus)]
public enum ReserveStatus
{
    /// <summary>The host holds the room under the ticket.</summary>
    Reserved,

    /// <summary>The host has as many contexts as it takes.</summary>
    NoContextLeft,

    /// <summary>The application does not fit into what memory is left.</summary>
    NoMemoryLeft,

    /// <summary>The host takes no new contexts; its state says why.</summary>
    Closed,
}

/// <summary>The host's answer to a reservation.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Ticket">Names the reservation; never given twice by a host.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.ReserveOutcome)]
public sealed record ReserveOutcome([property: Id(0)] ReserveStatus Status, [property: Id(1)] long Ticket)
{
    /// <summary>The host's state.</summary>
    [Id(2)]
    public HostState State { get; init; }
}
