using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Reservations;

/// <summary>A change that the sums contain already and that its context's own record may not: after a crash it is written again.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.PendingHold)]
internal sealed record PendingHold([property: Id(0)] ContextId Context, [property: Id(1)] RateHold Hold);
