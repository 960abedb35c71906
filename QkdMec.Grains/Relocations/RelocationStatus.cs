using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Relocations;

/// <summary>What was done for a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Reason">Why its contexts leave; null when none has to.</param>
/// <param name="Moved">How many left.</param>
/// <param name="Stayed">How many found no other host at the last try.</param>
/// <param name="Refusal">Why the last of them stayed; empty when none did.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RelocationStatus)]
public sealed record RelocationStatus(
    [property: Id(0)] HostId Host,
    [property: Id(1)] MoveReason? Reason,
    [property: Id(2)] long Moved,
    [property: Id(3)] long Stayed,
    [property: Id(4)] string Refusal);
