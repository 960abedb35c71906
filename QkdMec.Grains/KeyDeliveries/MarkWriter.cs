using Microsoft.Extensions.Logging;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Writes consumption marks of one pool a moment after they were made, many at a time, and zeroes what can no longer be repeated.</summary>
internal sealed class MarkWriter : IDisposable
{
    private readonly InboundBlocks blocks;
    private readonly KeyDeliverySite site;
    private readonly KeyDeliveryOptions options;
    private readonly ILogger log;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly ITimer writing;
    private readonly ITimer forgetting;
    private bool writes;
    private bool forgets;

    public MarkWriter(InboundBlocks blocks, KeyDeliverySite site, KeyDeliveryOptions options, ILogger log)
    {
        (this.blocks, this.site, this.options, this.log) = (blocks, site, options, log);
        writing = site.Time.CreateTimer(_ => _ = FlushAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        forgetting = site.Time.CreateTimer(_ => _ = ForgetAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something was marked: it will be written and forgotten in time. Within the lock.</summary>
    public void Marked()
    {
        if (!writes)
        {
            writes = writing.Change(options.MarkDelay, Timeout.InfiniteTimeSpan);
        }

        if (!forgets)
        {
            forgets = forgetting.Change(options.RepeatWindow + options.MarkDelay, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Writes all marks now. False: the vault failed; they are tried again.</summary>
    public async Task<bool> FlushAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            var (dirty, marks) = Collect();
            return dirty.Count == 0 || await SaveAsync(dirty, marks);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        writing.Dispose();
        forgetting.Dispose();
    }

    private (List<InboundBlock> Dirty, List<BlockMarks> Marks) Collect()
    {
        lock (blocks.Gate)
        {
            writes = false;
            var dirty = blocks.Loaded.Where(block => block.IsDirty).ToList();
            foreach (var block in dirty)
            {
                (block.IsDirty, block.IsSaving) = (false, true);
            }

            return (dirty, dirty.ConvertAll(block => new BlockMarks(blocks.Pool, block.Record.Key, block.Marks.ToArray())));
        }
    }

    private async Task<bool> SaveAsync(List<InboundBlock> dirty, List<BlockMarks> marks)
    {
        var saved = false;
        try
        {
            await site.Vault.SaveMarksAsync(marks, CancellationToken.None);
            saved = true;
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.MarksFailed(log, error, marks.Count);
        }

        lock (blocks.Gate)
        {
            foreach (var block in dirty)
            {
                block.IsSaving = false;
                block.IsDirty |= !saved;
            }

            if (!saved)
            {
                Marked();
            }
        }

        return saved;
    }

    private async Task ForgetAsync()
    {
        List<InboundBlock> usedUp;
        lock (blocks.Gate)
        {
            var before = site.Time.GetTimestamp() - (long)(options.RepeatWindow.TotalSeconds * site.Time.TimestampFrequency);
            foreach (var block in blocks.Loaded)
            {
                block.Forget(before);
            }

            usedUp = [.. blocks.Loaded.Where(block => block.IsUsedUp)];
            blocks.Unload(block => usedUp.Contains(block) || (block.IsIdle && blocks.IsExpired(block.Record)));
            forgets = blocks.Loaded.Any(block => block.HasDeliveries)
                && forgetting.Change(options.RepeatWindow / 4 + options.MarkDelay, Timeout.InfiniteTimeSpan);
        }

        await DestroyAsync(usedUp);
    }

    private async Task DestroyAsync(List<InboundBlock> usedUp)
    {
        try
        {
            await Task.WhenAll(usedUp.Select(block => site.Vault.DestroyAsync(blocks.Pool, block.Record.Key, CancellationToken.None).AsTask()));
        }
        catch (KeyVaultException error)
        {
            // The pool's own sweep destroys what is left.
            KeyDeliveryLog.VaultFailed(log, error, blocks.Pool);
        }
    }
}
