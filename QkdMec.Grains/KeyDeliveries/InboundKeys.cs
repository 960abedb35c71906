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
    private readonly InboundLoader loader;
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
        loader = new InboundLoader(blocks, writer);
        judge = new InboundJudge(blocks, (long)(options.RepeatWindow.TotalSeconds * site.Time.TimestampFrequency));
        pads = new InboundPads(blocks, writer, site.Time, listener.Others, loader);
        notes = new DeliveryNotes(blocks, writer, site.Time, listener.Others, loader, log);
        visits = new VisitedKeys(blocks, judge, site.Time, listener.Others, notes);
    }

    /// <summary>Fetches all keys of the batch, or none.</summary>
    public ValueTask<KeyOutcome> FetchAsync(KeyOwners owners, KeyBatch keys)
    {
        var outcome = TryFetch(owners, keys);
        return outcome == KeyOutcome.Delivered ? new(KeyOutcome.Delivered) : new(FetchAgainAsync(owners, keys, outcome));
    }

    /// <summary>A pad that the other KME names: its bytes while it is unconsumed, and whether it was consumed when it is not.</summary>
    public Task<PeekedPad> LookAsync(PadReference pad) => pads.LookAsync(pad);

    /// <summary>Consumes a pad, durably.</summary>
    public Task<PadUse> ConsumeAsync(PadReference pad) => pads.ConsumeAsync(pad);

    /// <summary>Answers another listener of the site, which reads the bytes from the vault itself.</summary>
    public async Task<PositionsAnswer> AnswerAsync(PositionsRequest request)
    {
        var loaded = await loader.LoadAsync([.. request.Ranges.Select(range => range.Block)]);
        if (run.Number != request.Life)
        {
            return PositionsAnswer.NotServing;
        }

        return request.Purpose switch
        {
            PositionsPurpose.Check => Check(request.Ranges, loaded),
            PositionsPurpose.Delivered => await NoteAsync(request.Ranges, loaded),
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

    private PositionsAnswer Check(ImmutableArray<Lease> ranges, LoadedBlocks loaded)
    {
        lock (blocks.Gate)
        {
            var now = site.Time.GetTimestamp();
            if (!blocks.IsServing(now) || !loader.AreKnown(ranges, loaded))
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
    private async Task<PositionsAnswer> NoteAsync(ImmutableArray<Lease> ranges, LoadedBlocks loaded)
    {
        lock (blocks.Gate)
        {
            var now = site.Time.GetTimestamp();
            if (!blocks.IsServing(now) || !loader.AreKnown(ranges, loaded))
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

    /// <summary>Fetches from what is in memory. Null: some block is not.</summary>
    private KeyOutcome? TryFetch(KeyOwners owners, KeyBatch keys)
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

    private async Task<KeyOutcome> FetchAgainAsync(KeyOwners owners, KeyBatch keys, KeyOutcome? first)
    {
        var start = site.Time.GetTimestamp();
        long[] numbers = [.. Enumerable.Range(0, keys.Count).Select(index => keys.IdOf(index).Location.Block).Distinct()];
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            // Only the loading is given up: what comes too late stays in memory for the next request, and nothing is consumed.
            var left = answerTimeout - site.Time.GetElapsedTime(start);
            var loaded = await loader.LoadAsync([.. numbers]).WaitAsync(left < TimeSpan.Zero ? TimeSpan.Zero : left, site.Time);
            if (!loaded.Absent.IsEmpty || (!loaded.HasChanged && first == KeyOutcome.NotYours))
            {
                return loaded.Absent.IsEmpty ? KeyOutcome.NotYours : KeyOutcome.NotFound;
            }

            var outcome = TryFetch(owners, keys);
            if (outcome is null && visits.HasAny(numbers))
            {
                return await visits.FetchAsync(owners, keys, answerTimeout - site.Time.GetElapsedTime(start));
            }

            // Not in memory though it was brought there, or not served here any more: another request began a new run of this listener meanwhile.
            if (outcome is not (null or KeyOutcome.Unavailable))
            {
                return outcome.Value;
            }
        }

        return KeyOutcome.Unavailable;
    }
}
