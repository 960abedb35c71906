using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyVaults;

/// <summary>What a vault knows of a pool.</summary>
/// <param name="Epoch">The epoch its blocks belong to; 0 before the first.</param>
/// <param name="HighestNumber">The highest block number claimed in that epoch; 0 before the first.</param>
/// <param name="Mark">The watermark of that epoch as it was raised last; zero before.</param>
public readonly record struct VaultPool(ulong Epoch, long HighestNumber, PoolMark Mark = default);
