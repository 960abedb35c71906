using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>What a ticket stands for.</summary>
[GenerateSerializer, Alias(TypeAliases.PendingKind)]
public enum PendingKind
{
    /// <summary>Room held for a context that is being created.</summary>
    Reservation,

    /// <summary>Room of a context that is being deleted; still counted as confirmed.</summary>
    Release,
}

/// <summary>A reservation or a release that is not finished.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.PendingEntry)]
internal sealed record PendingEntry(
    [property: Id(0)] long Ticket,
    [property: Id(1)] PendingKind Kind,
    [property: Id(2)] ContextId Context,
    [property: Id(3)] string AppDId,
    [property: Id(4)] int MemoryMegabytes,
    [property: Id(5)] DateTimeOffset Since);
