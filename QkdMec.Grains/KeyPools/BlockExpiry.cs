using System.Collections.Immutable;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>Which blocks an end destroys.</summary>
internal static class BlockExpiry
{
    /// <summary>
    /// At the allocating end: a block that the mark had passed at the last sweep, so that every lease of it is loaded or lost; or one whose last
    /// lease must have ended: leased for one time-to-live, each lease used for one more.
    /// </summary>
    public static bool IsDoneOutbound(BlockRecord block, BlockKey passedAtLastSweep, TimeSpan timeToLive, DateTimeOffset now) =>
        block.State == BlockState.Committed && (IsPassed(block, passedAtLastSweep) || block.OpenedAt + 2 * timeToLive <= now);

    /// <summary>
    /// At the other end: a block that the mark passed without one lease; or one whose youngest key has been there to fetch for one time-to-live:
    /// leased for one, each lease used for another.
    /// </summary>
    public static bool IsDoneInbound(BlockRecord block, BlockKey passed, TimeSpan timeToLive, DateTimeOffset now) =>
        block.State == BlockState.Committed
        && (block.OpenedAt is null ? IsPassed(block, passed) : IsExpiredInbound(block.OpenedAt, timeToLive, now));

    /// <summary>
    /// At the other end: a block that the allocating end lost before it leased any of it. It would count as stored for ever, and no other be made
    /// for it. A block that was leased from stays until it expires: its keys can be fetched.
    /// </summary>
    public static bool IsStranded(BlockRecord block, PoolMark mark, ImmutableArray<long> heldByAllocator) =>
        block.State == BlockState.Committed && block.OpenedAt is null && block.Key.Number >= mark.Block && !heldByAllocator.Contains(block.Key.Number);

    /// <summary>Whether no key of a block can be fetched any more.</summary>
    public static bool IsExpiredInbound(DateTimeOffset? openedAt, TimeSpan timeToLive, DateTimeOffset now) => openedAt + 3 * timeToLive <= now;

    // Only within one epoch: while a sweep waits for the vault the pool may enter the next one, whose numbers begin anew.
    private static bool IsPassed(BlockRecord block, BlockKey passed) => block.Key.Epoch == passed.Epoch && block.Key.Number < passed.Number;
}
