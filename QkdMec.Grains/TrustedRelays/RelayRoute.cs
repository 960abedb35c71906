using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.TrustedRelays;

/// <summary>The KMEs a relayed block passes, from its maker to its receiver, both included.</summary>
[GenerateSerializer, Immutable, Alias(TypeAliases.RelayRoute)]
public sealed record RelayRoute([property: Id(0)] ImmutableArray<KmeId> Hops);
