using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>What a context wants of a host.</summary>
/// <param name="Context">The context.</param>
/// <param name="AppDId">Its application; the contexts of a host that have the same one share its instances.</param>
/// <param name="MemoryMegabytes">Memory one instance of the application takes.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostReservation)]
public sealed record HostReservation(
    [property: Id(0)] ContextId Context, [property: Id(1)] string AppDId, [property: Id(2)] int MemoryMegabytes)
{
    /// <summary>The number of the context's move that it is for; 0 for its creation.</summary>
    [Id(3)]
    public int Move { get; init; }

    /// <summary>How many contexts an instance of the application serves; null: any number.</summary>
    [Id(4)]
    public int? ContextsPerInstance { get; init; }

    /// <summary>What it adds to the host.</summary>
    internal DeployedApp Addition => new(AppDId, 1, MemoryMegabytes) { ContextsPerInstance = ContextsPerInstance };
}
