using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>A sealed request as it came in.</summary>
/// <param name="Message">JWE compact serialisation, ASCII.</param>
/// <param name="TraceId">W3C trace id; empty when there was none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.SealedRequest)]
public sealed record SealedRequest([property: Id(0)] ImmutableArray<byte> Message, [property: Id(1)] string TraceId);
