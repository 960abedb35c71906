using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Which keys a frame carries, from whom and for whom. No secret but the ids, which nobody can guess.</summary>
/// <param name="Sender">The master's KME.</param>
/// <param name="Receiver">The KME of the slaves below.</param>
/// <param name="Master">The SAE that had the keys made.</param>
/// <param name="Readers">The SAEs at the receiver that may fetch them, each once.</param>
/// <param name="Ids">Their ids, random ones.</param>
/// <param name="KeyBytes">The size of each.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.SharedKeyHeader)]
public sealed record SharedKeyHeader(
    [property: Id(0)] KmeId Sender,
    [property: Id(1)] KmeId Receiver,
    [property: Id(2)] SaeId Master,
    [property: Id(3)] ImmutableArray<SaeId> Readers,
    [property: Id(4)] ImmutableArray<Guid> Ids,
    [property: Id(5)] int KeyBytes);
