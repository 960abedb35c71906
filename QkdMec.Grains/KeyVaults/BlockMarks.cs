using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyVaults;

/// <summary>What was consumed of a block.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Block">The block.</param>
/// <param name="Bits">One bit for each 8 bytes of the body, the lowest bit of the first byte first.</param>
public sealed record BlockMarks(PoolId Pool, BlockKey Block, ReadOnlyMemory<byte> Bits);
