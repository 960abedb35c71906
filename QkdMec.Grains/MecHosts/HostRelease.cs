using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts;

/// <summary>A context is about to give its room back.</summary>
/// <param name="Context">The context.</param>
/// <param name="AppDId">Its application.</param>
/// <param name="ReservedAs">The ticket of its reservation, which counts as confirmed from here on if it was not yet.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HostRelease)]
public sealed record HostRelease(
    [property: Id(0)] ContextId Context, [property: Id(1)] string AppDId, [property: Id(2)] long ReservedAs)
{
    /// <summary>The number of the move that had brought the context here; 0 for its creation.</summary>
    [Id(3)]
    public int Move { get; init; }
}
