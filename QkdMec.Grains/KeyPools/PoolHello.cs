using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The allocating end presents itself to the other end at every start.</summary>
/// <param name="Epoch">The epoch it stands in, or begins; 0 only asks.</param>
/// <param name="Mark">Its watermark; zero when the epoch is unused.</param>
/// <param name="Held">The numbers of the blocks it holds: what the other end alone holds can never be leased.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolHello)]
public sealed record PoolHello(
    [property: Id(0)] ulong Epoch, [property: Id(1)] PoolMark Mark, [property: Id(2)] ImmutableArray<long> Held);

/// <summary>The other end's answer.</summary>
/// <param name="Epoch">The highest epoch it knows. It entered the greeted one if that was higher and unused, so equal epochs and a sound end are an agreement.</param>
/// <param name="Mark">Its watermark within that epoch, not below the greeted one when they agree.</param>
/// <param name="Sound">Whether its state and its vault belong together; false asks for a new epoch.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolHelloAnswer)]
public sealed record PoolHelloAnswer([property: Id(0)] ulong Epoch, [property: Id(1)] PoolMark Mark, [property: Id(2)] bool Sound);
