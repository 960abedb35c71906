using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>How a lease request ended.</summary>
[GenerateSerializer, Alias(TypeAliases.LeaseStatus)]
public enum LeaseStatus
{
    /// <summary>The lease is the caller's alone.</summary>
    Granted,

    /// <summary>No committed block has free positions.</summary>
    Exhausted,

    /// <summary>The other end did not answer in time, so nothing may be issued.</summary>
    PeerUnreachable,

    /// <summary>This end's vault or storage failed.</summary>
    Unavailable,
}

/// <summary>The answer to a <see cref="LeaseRequest"/>.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Lease">The range, when granted.</param>
/// <param name="AvailableBytes">What the pool still holds beyond this lease.</param>
/// <param name="Provenance">Where the block of the range comes from and since when it is there, when granted.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LeaseOutcome)]
public sealed record LeaseOutcome(
    [property: Id(0)] LeaseStatus Status,
    [property: Id(1)] Lease? Lease,
    [property: Id(2)] long AvailableBytes,
    [property: Id(3)] BlockProvenance? Provenance = null);
