using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>What one end of a directed pool holds.</summary>
/// <param name="Epoch">The epoch; 0 before the first agreement.</param>
/// <param name="Mark">The watermark.</param>
/// <param name="StoredBytes">Committed bytes not yet leased.</param>
/// <param name="CapacityBytes">The high watermark: no block is made beyond it.</param>
/// <param name="LeasedBytes">Bytes leased or burnt since the epoch began.</param>
/// <param name="Agreed">Whether both ends agreed on epoch and mark since this end started.</param>
/// <param name="DrawnBytesPerSecond">The recent rate at which positions are leased, see <see cref="DrawMeter"/>; 0 after a start.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.KeyPoolStatus)]
public sealed record KeyPoolStatus(
    [property: Id(0)] ulong Epoch,
    [property: Id(1)] PoolMark Mark,
    [property: Id(2)] long StoredBytes,
    [property: Id(3)] long CapacityBytes,
    [property: Id(4)] long LeasedBytes,
    [property: Id(5)] bool Agreed,
    [property: Id(6)] double DrawnBytesPerSecond = 0);
