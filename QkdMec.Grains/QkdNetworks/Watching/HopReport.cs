using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Watching;

/// <summary>What a KME tells the network when it cannot send to a neighbour: it has no pad, or got no answer.</summary>
/// <param name="Sender">The KME that tells.</param>
/// <param name="Receiver">The neighbour.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.HopReport)]
public sealed record HopReport([property: Id(0)] KmeId Sender, [property: Id(1)] KmeId Receiver);
