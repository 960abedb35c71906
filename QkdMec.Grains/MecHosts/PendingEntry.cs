using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>What a ticket stands for.</summary>
[GenerateSerializer, Alias(TypeAliases.PendingKind)]
public enum PendingKind
{
    /// <summary>Room held for a context that is being created or comes from another host.</summary>
    Reservation,

    /// <summary>Room of a context that is being deleted or leaves for another host; still counted as confirmed.</summary>
    Release,
}

/// <summary>A reservation or a release that is not finished.</summary>
/// <param name="Ticket">Names it.</param>
/// <param name="Kind">Which of the two.</param>
/// <param name="Context">Whose it is.</param>
/// <param name="AppDId">The context's application.</param>
/// <param name="MemoryMegabytes">What one instance of the application takes; 0 for a release.</param>
/// <param name="BegunAt">When it began, by <see cref="MecHostState.RunningTime"/>.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PendingEntry)]
internal sealed record PendingEntry(
    [property: Id(0)] long Ticket,
    [property: Id(1)] PendingKind Kind,
    [property: Id(2)] ContextId Context,
    [property: Id(3)] string AppDId,
    [property: Id(4)] int MemoryMegabytes,
    [property: Id(6)] TimeSpan BegunAt)
{
    /// <summary>The number of the context's move that brought or was to bring it here; 0 for its creation.</summary>
    [Id(7)]
    public int Move { get; init; }

    /// <summary>How many contexts an instance of the application serves; null: any number.</summary>
    [Id(8)]
    public int? ContextsPerInstance { get; init; }

    /// <summary>What a reservation adds to the host.</summary>
    public DeployedApp Addition => new(AppDId, 1, MemoryMegabytes) { ContextsPerInstance = ContextsPerInstance };
}
