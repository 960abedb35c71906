using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyVaults;

/// <summary>What is stored with the bytes of a new block.</summary>
/// <param name="Key">Epoch and number.</param>
/// <param name="State">Whether both ends are known to hold it.</param>
/// <param name="Provenance">Where it comes from and since when it is there.</param>
public sealed record NewBlock(BlockKey Key, BlockState State, BlockProvenance Provenance);
