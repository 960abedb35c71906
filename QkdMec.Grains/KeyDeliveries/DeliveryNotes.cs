using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// What was handed out of blocks that other listeners serve, until those know it: told at once, and again while they do not answer. Who serves a block
/// may change meanwhile; it may be this listener then.
/// </summary>
internal sealed class DeliveryNotes : IDisposable
{
    private static readonly TimeSpan TellAgain = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan TellFor = TimeSpan.FromMinutes(1);

    private readonly InboundBlocks blocks;
    private readonly MarkWriter writer;
    private readonly TimeProvider time;
    private readonly OtherListeners others;
    private readonly InboundLoader loader;
    private readonly ILogger log;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ITimer telling;
    private List<(Lease Range, long Since)> untold = [];

    public DeliveryNotes(
        InboundBlocks blocks, MarkWriter writer, TimeProvider time, OtherListeners others, InboundLoader loader, ILogger log)
    {
        (this.blocks, this.writer, this.time, this.others, this.loader, this.log) = (blocks, writer, time, others, loader, log);
        telling = time.CreateTimer(_ => _ = TellAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Notes what is handed out. Within the lock of the blocks.</summary>
    public void Add(IEnumerable<Lease> ranges, long now) => untold.AddRange(ranges.Select(range => (range, now)));

    /// <summary>Something of this listener's own blocks was handed out. Within the lock of the blocks.</summary>
    public void Marked() => writer.Marked();

    /// <summary>Tells who serves the blocks.</summary>
    public async Task TellAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            var notes = Take();
            if (notes.Count > 0)
            {
                Keep(notes, await TellAsync([.. notes.Select(note => note.Range)]));
            }
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose() => telling.Dispose();

    private List<(Lease Range, long Since)> Take()
    {
        lock (blocks.Gate)
        {
            var notes = untold;
            untold = [];
            return notes;
        }
    }

    private void Keep(List<(Lease Range, long Since)> notes, List<Lease> left)
    {
        if (left.Count == 0)
        {
            return;
        }

        KeyListenerLog.NotTold(log, blocks.Pool, left.Count);
        lock (blocks.Gate)
        {
            untold.AddRange(notes.Where(note => left.Contains(note.Range) && time.GetElapsedTime(note.Since) < TellFor));
            if (untold.Count > 0)
            {
                telling.Change(TellAgain, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Answers what nobody took note of.</summary>
    private async Task<List<Lease>> TellAsync(ImmutableArray<Lease> ranges)
    {
        try
        {
            var left = NoteServed(ranges, await loader.LoadAsync([.. ranges.Select(range => range.Block)]));
            foreach (var (server, asked) in VisitedOf(ranges))
            {
                if (await others.AskAsync(server, new PositionsRequest(blocks.Pool, server.Number, PositionsPurpose.Delivered, asked)) != PositionsAnswer.Done)
                {
                    blocks.Visited.Leave(asked);
                    left.AddRange(asked);
                }
            }

            return left;
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            KeyDeliveryLog.VaultFailed(log, error, blocks.Pool);
            return [.. ranges];
        }
    }

    private ImmutableArray<(ListenerLife Server, ImmutableArray<Lease> Ranges)> VisitedOf(ImmutableArray<Lease> ranges)
    {
        lock (blocks.Gate)
        {
            return blocks.Visited.ByServer(ranges);
        }
    }

    /// <summary>Notes what this listener serves now. Answers what nobody is known to serve; a block that the vault has not got needs no note.</summary>
    private List<Lease> NoteServed(ImmutableArray<Lease> ranges, LoadedBlocks loaded)
    {
        lock (blocks.Gate)
        {
            var now = time.GetTimestamp();
            List<Lease> others = [.. ranges.Where(range => blocks.Visited.Find(range.Block) is null)];
            if (!blocks.IsServing(now))
            {
                return others;
            }

            foreach (var range in ranges)
            {
                blocks.NoteDelivery(range, now);
            }

            writer.Marked();
            return others.FindAll(range => !loader.AreKnown([range], loaded));
        }
    }
}
