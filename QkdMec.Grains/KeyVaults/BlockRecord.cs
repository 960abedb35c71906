using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyVaults;

/// <summary>What stands in the vault about a block, without its bytes.</summary>
/// <param name="Key">Epoch and number.</param>
/// <param name="State">Whether both ends are known to hold it.</param>
/// <param name="Bytes">Its size, head included.</param>
/// <param name="OpenedAt">When its first position was leased; null before.</param>
/// <param name="Provenance">Where it comes from and since when it is there.</param>
public sealed record BlockRecord(BlockKey Key, BlockState State, int Bytes, DateTimeOffset? OpenedAt, BlockProvenance Provenance)
{
    /// <summary>How both ends came to hold it.</summary>
    public BlockOrigin Origin => Provenance.Origin;

    /// <summary>When this end got its bytes, to the millisecond.</summary>
    public DateTimeOffset MadeAt => Provenance.MadeAt;

    /// <summary>Whether a range lies within the body and begins at a position.</summary>
    internal bool Contains(int offset, int length) =>
        offset >= 0 && length > 0 && offset % KeyLocation.Granularity == 0 && length <= BodyBytes - offset;

    /// <summary>The size of the body, whose positions are leased.</summary>
    public int BodyBytes => Bytes - BlockLayout.HeadBytes;
}

/// <summary>How far the making of a block has come at one end.</summary>
public enum BlockState
{
    /// <summary>Offered to the other end; destroyed if that does not end well.</summary>
    Prepared,

    /// <summary>Compared with the other end.</summary>
    Committed,
}
