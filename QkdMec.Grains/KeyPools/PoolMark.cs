using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>The watermark of a directed pool: everything below it is leased or burnt and never allocated again.</summary>
/// <param name="Block">The block the mark stands in.</param>
/// <param name="Offset">The first free byte of that block's body.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.PoolMark)]
public readonly record struct PoolMark([property: Id(0)] long Block, [property: Id(1)] int Offset) : IComparable<PoolMark>
{
    /// <summary>Orders by block, then by offset.</summary>
    public int CompareTo(PoolMark other) => (Block, Offset).CompareTo((other.Block, other.Offset));

    /// <summary>The higher of two marks.</summary>
    public static PoolMark Max(PoolMark one, PoolMark other) => one.CompareTo(other) >= 0 ? one : other;
}
