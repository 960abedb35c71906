using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Fetching keys and pads that another KME allocated. From blocks in memory it is a short lock and no await.</summary>
internal sealed class InboundKeys : IDisposable
{
    private readonly InboundBlocks blocks;
    private readonly MarkWriter writer;
    private readonly KeyDeliverySite site;
    private readonly TimeSpan answerTimeout;
    private readonly long repeatTicks;

    public InboundKeys(KeyDeliverySite site, KmeId remote, KeyDeliveryOptions options, TimeSpan timeToLive, ILogger log)
    {
        (this.site, answerTimeout) = (site, options.AnswerTimeout);
        repeatTicks = (long)(options.RepeatWindow.TotalSeconds * site.Time.TimestampFrequency);
        blocks = new InboundBlocks(site, PoolId.Inbound(site.Kme, remote), options, timeToLive, log);
        writer = new MarkWriter(blocks, site, options, log);
    }

    /// <summary>Fetches all keys of the batch, or none.</summary>
    public ValueTask<KeyOutcome> FetchAsync(KeyOwners owners, KeyBatch keys)
    {
        var outcome = TryFetch(owners, keys);
        return outcome == KeyOutcome.Delivered ? new(outcome) : new(FetchAgainAsync(owners, keys, outcome));
    }

    /// <summary>The bytes of a pad that is still unconsumed.</summary>
    public async Task<KeyMaterial?> PeekAsync(PadReference pad)
    {
        await LoadAsync([.. pad.Ranges.Select(range => range.Block)]);
        lock (blocks.Gate)
        {
            if (!pad.Ranges.All(range => Locate(range) is { } block && block.IsUntouched(range.Offset, range.Length)))
            {
                return null;
            }

            var bytes = new KeyMaterial($"pad of {blocks.Pool}", pad.Ranges.Sum(range => range.Length));
            var at = 0;
            foreach (var range in pad.Ranges)
            {
                Locate(range)!.CopyTo(range.Offset, bytes.Span.Slice(at, range.Length));
                at += range.Length;
            }

            return bytes;
        }
    }

    /// <summary>Consumes a pad, durably.</summary>
    public async Task<bool> ConsumeAsync(PadReference pad)
    {
        await LoadAsync([.. pad.Ranges.Select(range => range.Block)]);
        lock (blocks.Gate)
        {
            if (!TryMark(pad.Ranges))
            {
                return false;
            }
        }

        return await writer.FlushAsync();
    }

    /// <summary>Writes what is marked.</summary>
    public Task<bool> DrainAsync() => writer.FlushAsync();

    public void Dispose()
    {
        writer.Dispose();
        blocks.Dispose();
    }

    private bool TryMark(ImmutableArray<Lease> ranges)
    {
        for (var i = 0; i < ranges.Length; i++)
        {
            if (Locate(ranges[i])?.TryMark(ranges[i].Offset, ranges[i].Length) != true)
            {
                for (var j = 0; j < i; j++)
                {
                    Locate(ranges[j])!.Unmark(ranges[j].Offset, ranges[j].Length);
                }

                return false;
            }
        }

        foreach (var range in ranges)
        {
            var block = Locate(range)!;
            block.Erase(range.Offset, range.Length);
            block.IsDirty = true;
        }

        return true;
    }

    private InboundBlock? Locate(Lease range) =>
        blocks.Find(range.Block) is { } block && block.Record.Key.Epoch == range.Epoch && block.Contains(range.Offset, range.Length)
        && range.Length % KeyLocation.Granularity == 0 && !blocks.IsExpired(block) ? block : null;

    private KeyOutcome TryFetch(KeyOwners owners, KeyBatch keys)
    {
        lock (blocks.Gate)
        {
            var now = site.Time.GetTimestamp();
            var outcome = Judge(owners, keys, now);
            if (outcome == KeyOutcome.Delivered)
            {
                for (var i = 0; i < keys.Count; i++)
                {
                    var location = keys.IdOf(i).Location;
                    var block = blocks.Find(location.Block)!;
                    block.Deliver(location, now, keys.RoomOf(i));
                    block.UsedAt = now;
                }

                writer.Marked();
            }

            return outcome;
        }
    }

    /// <summary>What becomes of the whole batch: one id that cannot be fetched keeps all from being consumed.</summary>
    private KeyOutcome Judge(KeyOwners owners, KeyBatch keys, long now)
    {
        var outcome = KeyOutcome.Delivered;
        for (var i = 0; i < keys.Count; i++)
        {
            var id = keys.IdOf(i);
            var location = id.Location;
            var block = blocks.Find(location.Block);
            if (block is null || blocks.IsExpired(block))
            {
                return KeyOutcome.NotFound;
            }

            block.Forget(now - repeatTicks);
            if (!block.Contains(location.Offset, location.OccupiedBytes) || !owners.Owns(block.KeyIdKey, block.Record.Key.Epoch, id))
            {
                outcome = KeyOutcome.NotYours;
            }
            else if (!block.IsFetchable(location))
            {
                return KeyOutcome.NotFound;
            }
        }

        return outcome;
    }

    private async Task<KeyOutcome> FetchAgainAsync(KeyOwners owners, KeyBatch keys, KeyOutcome first)
    {
        var numbers = new long[keys.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = keys.IdOf(i).Location.Block;
        }

        // Only the loading is given up: what comes too late stays in memory for the next request, and nothing is consumed.
        // A block that is absent no more was loaded by another request meanwhile, so what was not found is looked for again in any case.
        var changed = await LoadAsync([.. numbers]).WaitAsync(answerTimeout, site.Time);
        return changed || first == KeyOutcome.NotFound ? TryFetch(owners, keys) : first;
    }

    /// <summary>Brings blocks into memory. False: there was nothing to bring, and the epoch is the same.</summary>
    private async Task<bool> LoadAsync(ImmutableArray<long> numbers)
    {
        var changed = await blocks.FollowEpochAsync();
        foreach (var number in numbers.Distinct())
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
