using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>Where a block comes from and how old its key material is. No secret.</summary>
/// <param name="Origin">How both ends came to hold it.</param>
/// <param name="MadeAt">When this end got its bytes, by this end's clock; kept to the millisecond.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.BlockProvenance)]
public sealed record BlockProvenance([property: Id(0)] BlockOrigin Origin, [property: Id(1)] DateTimeOffset MadeAt);
