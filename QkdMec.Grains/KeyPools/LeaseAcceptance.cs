using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyPools;

/// <summary>Whether the other end of a pool acknowledges a proposed range.</summary>
internal static class LeaseAcceptance
{
    /// <summary>What it says to a range of a block that it holds as <paramref name="block"/>, or does not hold when that is null.</summary>
    public static LeaseAnswer Decide(ulong epoch, PoolMark mark, Lease lease, BlockRecord? block)
    {
        if (lease.Epoch != epoch)
        {
            return LeaseAnswer.WrongEpoch;
        }

        if (new PoolMark(lease.Block, lease.Offset).CompareTo(mark) < 0)
        {
            return LeaseAnswer.Behind;
        }

        return IsWithin(lease, block) ? LeaseAnswer.Acknowledged : LeaseAnswer.UnknownBlock;
    }

    private static bool IsWithin(Lease lease, BlockRecord? block) =>
        block is { State: BlockState.Committed } && lease.Offset >= 0 && lease.Length > 0 && lease.Length <= block.BodyBytes - lease.Offset;
}
