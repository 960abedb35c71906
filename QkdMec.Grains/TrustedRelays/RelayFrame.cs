using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>A block on one hop, one-time-padded and authenticated under bits of that hop's pool.</summary>
/// <param name="Route">The whole route; the MAC covers it.</param>
/// <param name="Hop">The index in the route of the KME that receives this frame.</param>
/// <param name="Direction">The direction, seen from the maker, of the pool the block is for.</param>
/// <param name="Epoch">The epoch of that pool.</param>
/// <param name="Number">The number of the block in that pool.</param>
/// <param name="Pad">Where the pad and the MAC key of this hop were cut from.</param>
/// <param name="Ciphertext">The block XOR the pad.</param>
/// <param name="Tag">The one-time MAC over everything above.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RelayFrame)]
public sealed record RelayFrame(
    [property: Id(0)] RelayRoute Route,
    [property: Id(1)] int Hop,
    [property: Id(2)] PoolDirection Direction,
    [property: Id(3)] ulong Epoch,
    [property: Id(4)] long Number,
    [property: Id(5)] PadReference Pad,
    [property: Id(6)] ImmutableArray<byte> Ciphertext,
    [property: Id(7)] ImmutableArray<byte> Tag);
