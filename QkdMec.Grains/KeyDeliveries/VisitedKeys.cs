using System.Collections.Immutable;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// Fetching keys out of blocks that other listeners of the site serve: ask the one that serves them whether they may be handed out, copy them from the
/// vault's block, hand them out, tell it. Whatever is lost on the way, a key stays there for its owner until it was handed out.
/// </summary>
internal sealed class VisitedKeys(InboundBlocks blocks, InboundJudge judge, TimeProvider time, OtherListeners others, DeliveryNotes notes)
{
    /// <summary>Whether another listener serves one of the blocks.</summary>
    public bool HasAny(long[] numbers)
    {
        lock (blocks.Gate)
        {
            return numbers.Any(number => blocks.Visited.Find(number) is not null);
        }
    }

    /// <summary>Fetches all keys of the batch, or none.</summary>
    /// <param name="owners">Who may have them.</param>
    /// <param name="keys">The batch.</param>
    /// <param name="within">How long the others may take.</param>
    public async Task<KeyOutcome> FetchAsync(KeyOwners owners, KeyBatch keys, TimeSpan within)
    {
        var (outcome, asked) = Choose(owners, keys);
        if (outcome != KeyOutcome.Delivered)
        {
            return outcome;
        }

        var answers = await Task.WhenAll(asked.Select(AskAsync)).WaitAsync(within < TimeSpan.Zero ? TimeSpan.Zero : within, time);
        if (answers.Any(answer => answer != PositionsAnswer.Done))
        {
            return answers.Contains(PositionsAnswer.Consumed) ? KeyOutcome.NotFound : KeyOutcome.Unavailable;
        }

        outcome = Deliver(owners, keys);
        if (outcome == KeyOutcome.Delivered)
        {
            _ = notes.TellAsync();
        }

        return outcome;
    }

    private async Task<PositionsAnswer?> AskAsync((ListenerLife Server, ImmutableArray<Lease> Ranges) asked)
    {
        var answer = await others.AskAsync(asked.Server, new PositionsRequest(blocks.Pool, asked.Server.Number, PositionsPurpose.Check, asked.Ranges));
        if (answer is not (PositionsAnswer.Done or PositionsAnswer.Consumed))
        {
            blocks.Visited.Leave(asked.Ranges);
        }

        return answer;
    }

    /// <summary>Judges the batch and says whom to ask for what.</summary>
    private (KeyOutcome, ImmutableArray<(ListenerLife Server, ImmutableArray<Lease> Ranges)>) Choose(KeyOwners owners, KeyBatch keys)
    {
        lock (blocks.Gate)
        {
            var now = time.GetTimestamp();
            var outcome = (blocks.IsServing(now) ? judge.Judge(owners, keys, now, withVisited: true) : null) ?? KeyOutcome.Unavailable;
            return (outcome, outcome == KeyOutcome.Delivered ? blocks.Visited.ByServer(RangesOf(keys)) : []);
        }
    }

    /// <summary>The positions of the keys that others serve. Within the lock.</summary>
    private IEnumerable<Lease> RangesOf(KeyBatch keys) =>
        from index in Enumerable.Range(0, keys.Count)
        let location = keys.IdOf(index).Location
        let block = blocks.Visited.Find(location.Block)
        where block is not null
        select new Lease(block.Record.Key.Epoch, location.Block, location.Offset, location.OccupiedBytes);

    private KeyOutcome Deliver(KeyOwners owners, KeyBatch keys)
    {
        lock (blocks.Gate)
        {
            var now = time.GetTimestamp();
            var outcome = (blocks.IsServing(now) ? judge.Judge(owners, keys, now, withVisited: true) : null) ?? KeyOutcome.Unavailable;
            if (outcome == KeyOutcome.Delivered)
            {
                HandOut(keys, now);
            }

            return outcome;
        }
    }

    private void HandOut(KeyBatch keys, long now)
    {
        notes.Add(RangesOf(keys), now);
        for (var i = 0; i < keys.Count; i++)
        {
            var location = keys.IdOf(i).Location;
            if (blocks.Find(location.Block) is { } served)
            {
                served.Deliver(location, now, keys.RoomOf(i));
            }
            else
            {
                blocks.Visited.Find(location.Block)!.CopyTo(location.Offset, keys.RoomOf(i));
            }
        }

        notes.Marked();
    }
}
