using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdLinks.Modules;

/// <summary>One end of a link presents itself to the other: public, fresh at every start of either end.</summary>
/// <param name="Link">The link.</param>
/// <param name="Nonce">Random bytes of the speaker, drawn for this session alone.</param>
/// <param name="Answered">The nonce this answers; empty in the opening.</param>
/// <param name="Standing">What the speaker's driver says of itself, such as how far its key files are used; empty when it has nothing to say. Public.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.LinkHello)]
public sealed record LinkHello(
    [property: Id(0)] LinkId Link,
    [property: Id(1)] ImmutableArray<byte> Nonce,
    [property: Id(2)] ImmutableArray<byte> Answered,
    [property: Id(3)] ImmutableArray<byte> Standing);
