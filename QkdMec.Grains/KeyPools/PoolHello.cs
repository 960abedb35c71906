using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The allocating end presents itself to the other end at every start.</summary>
/// <param name="Epoch">The epoch it knows; 0 when it knows none.</param>
/// <param name="Mark">Its watermark.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolHello)]
public sealed record PoolHello([property: Id(0)] ulong Epoch, [property: Id(1)] PoolMark Mark);

/// <summary>The other end's answer: both ends hold these, durably, before anything is allocated.</summary>
/// <param name="Epoch">The epoch both now stand in; a new one empties the pool at both ends.</param>
/// <param name="Mark">The higher of both watermarks within that epoch.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolHelloAnswer)]
public sealed record PoolHelloAnswer([property: Id(0)] ulong Epoch, [property: Id(1)] PoolMark Mark);
