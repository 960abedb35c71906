using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Decides over the keys of a request. Within the lock of the blocks.</summary>
internal sealed class InboundJudge(InboundBlocks blocks, long repeatTicks)
{
    /// <summary>
    /// What becomes of the whole batch: one id that cannot be fetched keeps all from being consumed. Null: some block is not in memory, which says nothing of
    /// its keys.
    /// </summary>
    /// <param name="owners">Who may have the keys.</param>
    /// <param name="keys">The batch.</param>
    /// <param name="now">The time.</param>
    /// <param name="withVisited">Whether blocks count that other listeners serve; those know what was consumed.</param>
    public KeyOutcome? Judge(KeyOwners owners, KeyBatch keys, long now, bool withVisited)
    {
        var outcome = (KeyOutcome?)KeyOutcome.Delivered;
        for (var i = 0; i < keys.Count; i++)
        {
            var id = keys.IdOf(i);
            var one = blocks.Find(id.Location.Block) is { } block
                ? JudgeServed(owners, block, id, now)
                : withVisited && blocks.Visited.Find(id.Location.Block) is { } visited ? JudgeVisited(owners, visited, id) : (KeyOutcome?)null;
            if (one is null or KeyOutcome.NotFound)
            {
                return one;
            }

            outcome = one == KeyOutcome.Delivered ? outcome : one;
        }

        return outcome;
    }

    /// <summary>Whether a key of a served block can be handed out to its owner.</summary>
    public bool IsFetchable(InboundBlock block, int offset, int length, long now)
    {
        block.Forget(now - repeatTicks);
        return block.IsFetchable(offset, length);
    }

    private KeyOutcome JudgeServed(KeyOwners owners, InboundBlock block, KeyId id, long now)
    {
        var location = id.Location;
        if (blocks.IsExpired(block.Record))
        {
            return KeyOutcome.NotFound;
        }

        if (!block.Contains(location.Offset, location.OccupiedBytes) || !owners.Owns(block.KeyIdKey, block.Record.Key.Epoch, id))
        {
            return KeyOutcome.NotYours;
        }

        return IsFetchable(block, location.Offset, location.OccupiedBytes, now) ? KeyOutcome.Delivered : KeyOutcome.NotFound;
    }

    private KeyOutcome JudgeVisited(KeyOwners owners, VisitedBlock block, KeyId id)
    {
        if (blocks.IsExpired(block.Record))
        {
            return KeyOutcome.NotFound;
        }

        return block.Record.Contains(id.Location.Offset, id.Location.OccupiedBytes) && owners.Owns(block.KeyIdKey, block.Record.Key.Epoch, id)
            ? KeyOutcome.Delivered
            : KeyOutcome.NotYours;
    }
}
