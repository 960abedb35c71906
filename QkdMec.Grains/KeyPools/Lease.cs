using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>A range of positions of one block, durable at both ends before its first byte is used.</summary>
/// <param name="Epoch">The epoch of the pool.</param>
/// <param name="Block">The number of the block within the directed pool and epoch.</param>
/// <param name="Offset">The first byte, from the start of the block's body (after its head); a multiple of 8.</param>
/// <param name="Length">How many bytes; a multiple of 8.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.Lease)]
public sealed record Lease(
    [property: Id(0)] ulong Epoch, [property: Id(1)] long Block, [property: Id(2)] int Offset, [property: Id(3)] int Length);
