using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>What the allocating end of a pool tells the network when it holds much less, or nothing.</summary>
/// <param name="Pool">The pool, seen from its allocating end.</param>
/// <param name="Status">What it holds.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolReport)]
public sealed record PoolReport([property: Id(0)] PoolId Pool, [property: Id(1)] KeyPoolStatus Status);
