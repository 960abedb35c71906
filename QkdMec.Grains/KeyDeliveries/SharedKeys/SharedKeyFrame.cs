using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Keys for several SAEs on their way to the KME of some of them, one-time-padded and authenticated under bits of the pool between the two KMEs.</summary>
/// <param name="Header">Which keys, from whom, for whom.</param>
/// <param name="Pad">Where the MAC key and the pad were cut from, in this order.</param>
/// <param name="Ciphertext">The keys, one behind the other, XOR the pad.</param>
/// <param name="Tag">The one-time MAC over everything above, see <see cref="SharedKeySeal"/>.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.SharedKeyFrame)]
public sealed record SharedKeyFrame(
    [property: Id(0)] SharedKeyHeader Header,
    [property: Id(1)] PadReference Pad,
    [property: Id(2)] ImmutableArray<byte> Ciphertext,
    [property: Id(3)] ImmutableArray<byte> Tag);
