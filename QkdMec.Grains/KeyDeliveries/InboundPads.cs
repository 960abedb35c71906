using System.Collections.Immutable;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The pads of one inbound pool: each is consumed once, durably, by the listener that serves its block.</summary>
internal sealed class InboundPads(InboundBlocks blocks, MarkWriter writer, TimeProvider time, OtherListeners others, InboundLoader loader)
{
    /// <summary>A pad that the other KME names: its bytes while it is unconsumed, and whether it was consumed when it is not.</summary>
    public async Task<PeekedPad> LookAsync(PadReference pad) => await PeekAsync(pad) is { } bytes
        ? new PeekedPad(bytes, false)
        : await WasConsumedAsync(pad) ? PeekedPad.Consumed : PeekedPad.Unknown;

    /// <summary>The bytes of a pad that is still unconsumed; where another listener serves it, <see cref="ConsumeAsync"/> finds out whether it is.</summary>
    private async Task<KeyMaterial?> PeekAsync(PadReference pad)
    {
        await loader.LoadAsync([.. pad.Ranges.Select(range => range.Block)]);
        lock (blocks.Gate)
        {
            if (!pad.Ranges.All(range => Visited(range) is not null || Locate(range)?.IsUntouched(range.Offset, range.Length) == true))
            {
                return null;
            }

            var bytes = new KeyMaterial($"pad of {blocks.Pool}", pad.Ranges.Sum(range => range.Length));
            var at = 0;
            foreach (var range in pad.Ranges)
            {
                var room = bytes.Span.Slice(at, range.Length);
                if (Visited(range) is { } visited)
                {
                    visited.CopyTo(range.Offset, room);
                }
                else
                {
                    Locate(range)!.CopyTo(range.Offset, room);
                }

                at += range.Length;
            }

            return bytes;
        }
    }

    /// <summary>Whether a pad that cannot be peeked at was consumed: it stands in blocks that are here, or in some that were here and are used up.</summary>
    private async Task<bool> WasConsumedAsync(PadReference pad)
    {
        lock (blocks.Gate)
        {
            if (pad.Ranges.All(range => Locate(range) is not null))
            {
                return true;
            }
        }

        return await blocks.WereUsedUpAsync(pad);
    }

    /// <summary>Consumes a pad. What others serve of it comes first: if the rest was consumed before, that part is burnt, and the pad is refused all the same.</summary>
    public async Task<PadUse> ConsumeAsync(PadReference pad)
    {
        await loader.LoadAsync([.. pad.Ranges.Select(range => range.Block)]);
        var left = pad.Ranges;
        foreach (var (server, ranges) in VisitedOf(pad.Ranges))
        {
            var answer = await others.AskAsync(server, new PositionsRequest(blocks.Pool, server.Number, PositionsPurpose.Pad, ranges));
            if (answer != PositionsAnswer.Done)
            {
                blocks.Visited.Leave(ranges);
                return UseOf(answer);
            }

            left = left.RemoveRange(ranges);
        }

        return left.IsEmpty ? PadUse.Consumed : UseOf(await ConsumeServedAsync(left));
    }

    /// <summary>Consumes positions that this listener serves.</summary>
    public async Task<PositionsAnswer> ConsumeServedAsync(ImmutableArray<Lease> ranges)
    {
        lock (blocks.Gate)
        {
            if (!blocks.IsServing(time.GetTimestamp()))
            {
                return PositionsAnswer.Unavailable;
            }

            if (!TryMark(ranges))
            {
                return PositionsAnswer.Consumed;
            }
        }

        // Written while nobody else could serve the block: whoever serves it next reads the mark. Else the next one may have read too early.
        return await writer.FlushAsync() && blocks.IsServingNow ? PositionsAnswer.Done : PositionsAnswer.Unavailable;
    }

    private static PadUse UseOf(PositionsAnswer? answer) => answer switch
    {
        PositionsAnswer.Done => PadUse.Consumed,
        PositionsAnswer.Consumed => PadUse.UsedBefore,
        _ => PadUse.Unavailable,
    };

    private ImmutableArray<(ListenerLife Server, ImmutableArray<Lease> Ranges)> VisitedOf(ImmutableArray<Lease> ranges)
    {
        lock (blocks.Gate)
        {
            return blocks.Visited.ByServer(ranges);
        }
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
        blocks.Find(range.Block) is { } block && Fits(block.Record, range) ? block : null;

    private VisitedBlock? Visited(Lease range) => blocks.Visited.Find(range.Block) is { } block && Fits(block.Record, range) ? block : null;

    private bool Fits(BlockRecord block, Lease range) =>
        block.Key.Epoch == range.Epoch && block.Contains(range.Offset, range.Length)
        && range.Length % KeyLocation.Granularity == 0 && !blocks.IsExpired(block);
}
