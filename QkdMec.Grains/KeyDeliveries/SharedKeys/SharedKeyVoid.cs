using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Keys that were not given to their master and must not be given to anybody.</summary>
/// <param name="Ids">Their ids. Only who has seen them can void them.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.SharedKeyVoid)]
public sealed record SharedKeyVoid([property: Id(0)] ImmutableArray<Guid> Ids);
