using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The positions a pad was cut from, in order: ranges of one directed pool.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.PadReference)]
public sealed record PadReference([property: Id(0)] ImmutableArray<Lease> Ranges);
