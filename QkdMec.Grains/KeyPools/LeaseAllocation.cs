using System.Collections.Immutable;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>Which positions the allocating end may lease next.</summary>
internal static class LeaseAllocation
{
    /// <summary>The lowest free range at or above the mark; null when there is none.</summary>
    /// <param name="epoch">The epoch of the blocks.</param>
    /// <param name="mark">The watermark: nothing below it is ever leased.</param>
    /// <param name="blocks">The blocks of that epoch, in order of their numbers.</param>
    /// <param name="bytes">How many bytes are wanted; a range of fewer is taken where a block ends.</param>
    /// <param name="openedAfter">A block whose first lease was not after this is closed.</param>
    public static Lease? Next(ulong epoch, PoolMark mark, ImmutableArray<BlockRecord> blocks, int bytes, DateTimeOffset openedAfter)
    {
        foreach (var block in blocks)
        {
            var free = FreeBytes(mark, block, openedAfter);
            if (free > 0)
            {
                var length = Math.Min(free, KeyLocation.RoundUp(Math.Clamp(bytes, 1, BlockLayout.MaxBodyBytes)));
                return new Lease(epoch, block.Key.Number, block.BodyBytes - free, length);
            }
        }

        return null;
    }

    /// <summary>How many bytes can still be leased.</summary>
    public static long FreeBytes(PoolMark mark, ImmutableArray<BlockRecord> blocks, DateTimeOffset openedAfter) =>
        blocks.Sum(block => (long)FreeBytes(mark, block, openedAfter));

    /// <summary>The mark past a range.</summary>
    public static PoolMark After(Lease lease) => new(lease.Block, lease.Offset + lease.Length);

    /// <summary>The mark past a block.</summary>
    public static PoolMark After(long block) => new(block + 1, 0);

    private static int FreeBytes(PoolMark mark, BlockRecord block, DateTimeOffset openedAfter)
    {
        var closed = block.State != BlockState.Committed || block.Key.Number < mark.Block || block.OpenedAt <= openedAfter;
        var from = block.Key.Number == mark.Block ? mark.Offset : 0;
        return closed ? 0 : Math.Max(0, block.BodyBytes - from);
    }
}
