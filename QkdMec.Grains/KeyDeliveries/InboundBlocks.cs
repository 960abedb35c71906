using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The blocks of one inbound pool that are in memory, each loaded once.</summary>
internal sealed class InboundBlocks(KeyDeliverySite site, PoolId pool, KeyDeliveryOptions options, TimeSpan timeToLive, ILogger log) : IDisposable
{
    private readonly Dictionary<long, InboundBlock> blocks = [];
    private readonly Dictionary<long, Task> loading = [];
    private ulong epoch;

    /// <summary>Guards the blocks and this.</summary>
    public Lock Gate { get; } = new();

    public PoolId Pool => pool;

    /// <summary>The blocks in memory. Within the lock.</summary>
    public IEnumerable<InboundBlock> Loaded => blocks.Values;

    /// <summary>A block in memory. Within the lock.</summary>
    public InboundBlock? Find(long number) => blocks.GetValueOrDefault(number);

    /// <summary>Whether no key of a block can be fetched any more.</summary>
    public bool IsExpired(InboundBlock block) => BlockExpiry.IsExpiredInbound(block.Record.OpenedAt, timeToLive, site.Time.GetUtcNow());

    /// <summary>Drops everything when the pool has entered another epoch. True: it had.</summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task<bool> FollowEpochAsync()
    {
        var current = await site.Vault.GetPoolAsync(pool, CancellationToken.None);
        lock (Gate)
        {
            if (current.Epoch == epoch)
            {
                return false;
            }

            epoch = current.Epoch;
            Unload(_ => true);
            return true;
        }
    }

    /// <summary>Brings a block into memory, if the vault has it and a lease of it was acknowledged.</summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task LoadAsync(long number)
    {
        var own = new TaskCompletionSource();
        if (Join(number, own) is { } others)
        {
            await others.WaitAsync(options.AnswerTimeout, site.Time);
            return;
        }

        try
        {
            await ReadAsync(number);
        }
        finally
        {
            lock (Gate)
            {
                loading.Remove(number);
            }

            own.SetResult();
        }
    }

    /// <summary>The loading of a block that is on its way or done; null when the caller's own is to begin.</summary>
    private Task? Join(long number, TaskCompletionSource own)
    {
        lock (Gate)
        {
            if (blocks.ContainsKey(number))
            {
                return Task.CompletedTask;
            }

            return loading.TryAdd(number, own.Task) ? null : loading[number];
        }
    }

    /// <summary>Unloads blocks. Within the lock.</summary>
    public void Unload(Func<InboundBlock, bool> which)
    {
        foreach (var block in blocks.Values.Where(which).ToList())
        {
            blocks.Remove(block.Record.Key.Number);
            block.Dispose();
        }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            Unload(_ => true);
        }
    }

    private async Task ReadAsync(long number)
    {
        var records = await site.Vault.ListAsync(pool, CancellationToken.None);
        var record = records.FirstOrDefault(candidate => candidate.Key.Number == number);
        if (record?.OpenedAt is null)
        {
            return;
        }

        var bytes = await site.Vault.LoadAsync(pool, record.Key, CancellationToken.None);
        if (bytes is null)
        {
            return;
        }

        var marks = await site.Vault.LoadMarksAsync(pool, record.Key, CancellationToken.None);
        lock (Gate)
        {
            Keep(new InboundBlock(record, bytes, marks) { UsedAt = site.Time.GetTimestamp() });
        }
    }

    private void Keep(InboundBlock block)
    {
        if (block.Record.Key.Epoch != epoch)
        {
            block.Dispose();
            return;
        }

        blocks[block.Record.Key.Number] = block;
        if (blocks.Count > options.MaxLoadedBlocks && blocks.Values.Where(other => other.IsIdle && other != block).MinBy(other => other.UsedAt) is { } oldest)
        {
            KeyDeliveryLog.Unloaded(log, pool, oldest.Record.Key.Number);
            Unload(other => other == oldest);
        }
    }
}
