using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Fetching keys and pads that another KME allocated. From blocks that this listener serves and has in memory it is a short lock and no await.</summary>
internal sealed class InboundKeys : IDisposable
{
    private const int MaxAttempts = 4;
    private readonly InboundBlocks blocks;
    private readonly MarkWriter writer;
    private readonly KeyDeliverySite site;
    private readonly InboundPads pads;
    private readonly VisitedKeys visits;
    private readonly DeliveryNotes notes;
    private readonly InboundJudge judge;
    private readonly TimeSpan answerTimeout;
    private readonly ListenerRun run;

    public InboundKeys(KeyDeliverySite site, KmeId remote, ListenerParts listener, KeyDeliveryOptions options, TimeSpan timeToLive, ILogger log)
    {
        (this.site, run, answerTimeout) = (site, listener.Run, options.AnswerTimeout);
        blocks = new InboundBlocks(site, PoolId.Inbound(site.Kme, remote), listener, options, timeToLive, log);
        writer = new MarkWriter(blocks, site, options, log);
        judge = new InboundJudge(blocks, (long)(options.RepeatWindow.TotalSeconds * site.Time.TimestampFrequency));
        pads = new InboundPads(blocks, writer, site.Time, listener.Others, LoadAsync);
        notes = new DeliveryNotes(blocks, writer, site.Time, listener.Others, LoadAsync, log);
        visits = new VisitedKeys(blocks, judge, site.Time, listener.Others, notes);
    }

    /// <summary>Fetches all keys of the batch, or none.</summary>
    public ValueTask<KeyOutcome> FetchAsync(KeyOwners owners, KeyBatch keys)
    {
        var outcome = TryFetch(owners, keys);
        return outcome == KeyOutcome.Delivered ? new(outcome) : new(FetchAgainAsync(owners, keys, outcome));
    }

    /// <summary>A pad that the other KME names: its bytes while it is unconsumed, and whether it was consumed when it is not.</summary>
    public Task<PeekedPad> LookAsync(PadReference pad) => pads.LookAsync(pad);

    /// <summary>Consumes a pad, durably.</summary>
    public Task<PadUse> ConsumeAsync(PadReference pad) => pads.ConsumeAsync(pad);

    /// <summary>Answers another listener of the site, which reads the bytes from the vault itself.</summary>
    public async Task<PositionsAnswer> AnswerAsync(PositionsRequest request)
    {
        await LoadAsync([.. request.Ranges.Select(range => range.Block)]);
        if (run.Number != request.Life)
        {
            return PositionsAnswer.NotServing;
        }

        return request.Purpose switch
        {
            PositionsPurpose.Check => Check(request.Ranges),
            PositionsPurpose.Delivered => await NoteAsync(request.Ranges),
            _ => await pads.ConsumeServedAsync(request.Ranges),
        };
    }

    /// <summary>Tells other listeners what was delivered of theirs and writes what is marked.</summary>
    public async Task<bool> FlushAsync()
    {
        await notes.TellAsync();
        return await writer.FlushAsync();
    }

    public void Dispose()
    {
        notes.Dispose();
        writer.Dispose();
        blocks.Dispose();
    }

    private PositionsAnswer Check(ImmutableArray<Lease> ranges)
    {
        lock (blocks.Gate)
        {
            var now = site.Time.GetTimestamp();
            if (!blocks.IsServing(now))
            {
                return PositionsAnswer.Unavailable;
            }

            foreach (var range in ranges)
            {
                var block = blocks.Find(range.Block);
                if (block is null || block.Record.Key.Epoch != range.Epoch || !block.Contains(range.Offset, range.Length)
                    || blocks.IsExpired(block.Record) || !judge.IsFetchable(block, range.Offset, range.Length, now))
                {
                    return PositionsAnswer.Consumed;
                }
            }

            return PositionsAnswer.Done;
        }
    }

    /// <summary>Takes note for good: the one that handed out forgets it with this answer.</summary>
    private async Task<PositionsAnswer> NoteAsync(ImmutableArray<Lease> ranges)
    {
        lock (blocks.Gate)
        {
            var now = site.Time.GetTimestamp();
            if (!blocks.IsServing(now))
            {
                return PositionsAnswer.Unavailable;
            }

            foreach (var range in ranges)
            {
                // A block that is gone needs no note any more.
                blocks.NoteDelivery(range, now);
            }

            writer.Marked();
        }

        return await writer.FlushAsync() && blocks.IsServingNow ? PositionsAnswer.Done : PositionsAnswer.Unavailable;
    }

    private KeyOutcome TryFetch(KeyOwners owners, KeyBatch keys)
    {
        lock (blocks.Gate)
        {
            var now = site.Time.GetTimestamp();
            if (!blocks.IsServing(now))
            {
                return KeyOutcome.Unavailable;
            }

            var outcome = judge.Judge(owners, keys, now, withVisited: false);
            if (outcome == KeyOutcome.Delivered)
            {
                for (var i = 0; i < keys.Count; i++)
                {
                    var location = keys.IdOf(i).Location;
                    var block = blocks.Find(location.Block)!;
                    block.Deliver(location, now, keys.RoomOf(i));
                    block.UsedAt = now;
                }

                run.Used();
                writer.Marked();
            }

            return outcome;
        }
    }

    private async Task<KeyOutcome> FetchAgainAsync(KeyOwners owners, KeyBatch keys, KeyOutcome first)
    {
        var start = site.Time.GetTimestamp();
        long[] numbers = [.. Enumerable.Range(0, keys.Count).Select(index => keys.IdOf(index).Location.Block).Distinct()];
        // Only the loading is given up: what comes too late stays in memory for the next request, and nothing is consumed.
        // A block that is absent no more was loaded by another request meanwhile, so what was not found is looked for again in any case.
        var outcome = KeyOutcome.Unavailable;
        for (var attempt = 0; outcome == KeyOutcome.Unavailable && attempt < MaxAttempts; attempt++)
        {
            var left = answerTimeout - site.Time.GetElapsedTime(start);
            var changed = await LoadAsync([.. numbers]).WaitAsync(left < TimeSpan.Zero ? TimeSpan.Zero : left, site.Time);
            if (!changed && first == KeyOutcome.NotYours)
            {
                return first;
            }

            // Unavailable: another request began a new run of this listener meanwhile.
            outcome = TryFetch(owners, keys);
        }

        return outcome == KeyOutcome.NotFound && visits.HasAny(numbers)
            ? await visits.FetchAsync(owners, keys, answerTimeout - site.Time.GetElapsedTime(start))
            : outcome;
    }

    /// <summary>Brings blocks into memory. False: there was nothing to bring, and the epoch is the same.</summary>
    private async Task<bool> LoadAsync(ImmutableArray<long> numbers)
    {
        var changed = await blocks.FollowAsync(writer.FlushAsync);
        foreach (var number in numbers)
        {
            bool absent;
            lock (blocks.Gate)
            {
                absent = blocks.Find(number) is null;
            }

            if (absent)
            {
                await blocks.LoadAsync(number);
                changed = true;
            }
        }

        return changed;
    }
}
