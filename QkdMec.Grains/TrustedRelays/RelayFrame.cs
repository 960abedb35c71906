using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>A block on one hop, one-time-padded and authenticated under bits of that hop's pool.</summary>
/// <param name="Header">Which block, on which hop of which route.</param>
/// <param name="Pad">Where the MAC key and the pad of this hop were cut from, in this order.</param>
/// <param name="Ciphertext">The block XOR the pad.</param>
/// <param name="Tag">The one-time MAC over everything above, see <see cref="RelaySeal"/>.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.RelayFrame)]
public sealed record RelayFrame(
    [property: Id(0)] RelayHeader Header,
    [property: Id(1)] PadReference Pad,
    [property: Id(2)] ImmutableArray<byte> Ciphertext,
    [property: Id(3)] ImmutableArray<byte> Tag);
