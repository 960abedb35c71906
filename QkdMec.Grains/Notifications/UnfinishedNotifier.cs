using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Notifications;

/// <summary>A context with deliveries that are not finished.</summary>
/// <param name="Context">The context.</param>
/// <param name="Stamp">Renewed whenever it is entered.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.UnfinishedNotifier)]
public sealed record UnfinishedNotifier([property: Id(0)] ContextId Context, [property: Id(1)] long Stamp);
