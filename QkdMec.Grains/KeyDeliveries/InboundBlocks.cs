using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyListeners;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>The blocks of one inbound pool that are in memory, each loaded once: those that this listener serves, and for a moment those of others.</summary>
internal sealed class InboundBlocks : IDisposable
{
    private readonly SortedDictionary<long, InboundBlock> served = [];
    private readonly BlockLoads loads;
    private readonly KeyDeliverySite site;
    private readonly KeyDeliveryOptions options;
    private readonly TimeSpan timeToLive;
    private readonly ListenerParts listener;
    private readonly ILogger log;
    private ulong epoch;
    private long life;

    public InboundBlocks(KeyDeliverySite site, PoolId pool, ListenerParts listener, KeyDeliveryOptions options, TimeSpan timeToLive, ILogger log)
    {
        (this.site, Pool, this.listener, this.options, this.timeToLive, this.log) = (site, pool, listener, options, timeToLive, log);
        loads = new BlockLoads(Gate, site.Time, options.AnswerTimeout);
        Visited = new VisitedBlocks(Gate, site.Time, listener.Options.VisitTime);
    }

    /// <summary>Guards the blocks and this.</summary>
    public Lock Gate { get; } = new();

    public PoolId Pool { get; }

    /// <summary>The blocks that other listeners serve.</summary>
    public VisitedBlocks Visited { get; }

    /// <summary>The served blocks in memory. Within the lock.</summary>
    public IEnumerable<InboundBlock> Loaded => served.Values;

    /// <summary>Whether nobody else can serve what is served here, at a time. Within the lock.</summary>
    public bool IsServing(long now) => life != 0 && life == listener.Run.Number && listener.Run.IsOn(now);

    /// <summary>Whether nobody else can serve what is served here, now.</summary>
    public bool IsServingNow
    {
        get
        {
            lock (Gate)
            {
                return IsServing(site.Time.GetTimestamp());
            }
        }
    }

    /// <summary>A served block in memory. Within the lock.</summary>
    public InboundBlock? Find(long number) => served.GetValueOrDefault(number);

    /// <summary>Whether no key of a block can be fetched any more.</summary>
    public bool IsExpired(BlockRecord block) => BlockExpiry.IsExpiredInbound(block.OpenedAt, timeToLive, site.Time.GetUtcNow());

    /// <summary>Drops everything when the pool has entered another epoch or the listener's run was ended. True: something was dropped.</summary>
    /// <param name="flush">Writes what is marked: what was delivered while it was served here counts whoever serves it now.</param>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task<bool> FollowAsync(Func<Task<bool>> flush)
    {
        var current = await site.Vault.GetPoolAsync(Pool, CancellationToken.None);
        await listener.Run.EnsureAsync();
        var run = listener.Run.Number;
        if (run != life && !await flush())
        {
            throw new KeyVaultException($"what was delivered from {Pool} could not be noted");
        }

        lock (Gate)
        {
            if ((current.Epoch, run) == (epoch, life))
            {
                return false;
            }

            (epoch, life) = (current.Epoch, run);
            UnloadAll();
            return true;
        }
    }

    /// <summary>
    /// Brings a block into memory, if the vault has it and a lease of it was acknowledged. False: it does not, so there is no key in it. When the listener's run
    /// ended meanwhile it is true and the block not in memory.
    /// </summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public Task<bool> LoadAsync(long number) =>
        loads.LoadAsync(number, () => served.ContainsKey(number) || Visited.Find(number) is not null, () => ReadAsync(number));

    /// <summary>Whether a pad was in blocks that this end had and has destroyed: they were used up, or expired.</summary>
    /// <exception cref="KeyVaultException">The vault failed.</exception>
    public async Task<bool> WereUsedUpAsync(PadReference pad)
    {
        var known = await site.Vault.GetPoolAsync(Pool, CancellationToken.None);
        var held = (await site.Vault.ListAsync(Pool, CancellationToken.None)).Select(record => record.Key.Number).ToHashSet();
        return pad.Ranges.All(range => range.Epoch == known.Epoch && range.Block <= known.HighestNumber) && pad.Ranges.Any(range => !held.Contains(range.Block));
    }

    /// <summary>Unloads served blocks. Within the lock.</summary>
    public void Unload(Func<InboundBlock, bool> which)
    {
        foreach (var block in served.Values.Where(which).ToList())
        {
            served.Remove(block.Record.Key.Number);
            block.Dispose();
        }
    }

    /// <summary>Notes a key of a served block as handed out; a block that is not served here is left alone. Within the lock.</summary>
    public void NoteDelivery(Lease range, long now)
    {
        if (Find(range.Block) is { } block && block.Record.Key.Epoch == range.Epoch && block.Contains(range.Offset, range.Length))
        {
            block.NoteDelivery(range.Offset, range.Length, now);
            block.UsedAt = now;
        }
    }

    public void Dispose()
    {
        Visited.Dispose();
        lock (Gate)
        {
            UnloadAll();
        }
    }

    private void UnloadAll()
    {
        Unload(_ => true);
        Visited.Clear();
    }

    private async Task<bool> ReadAsync(long number)
    {
        var run = listener.Run.Number;
        var records = await site.Vault.ListAsync(Pool, CancellationToken.None);
        var record = records.FirstOrDefault(candidate => candidate.Key.Number == number);
        if (record?.OpenedAt is null || record.State != BlockState.Committed)
        {
            return false;
        }

        if (await ClaimAsync(record.Key, run) is { } server)
        {
            // Claimed before its marks are read: from here on nobody else adds to them.
            var marks = server.Number == run ? await site.Vault.LoadMarksAsync(Pool, record.Key, CancellationToken.None) : [];
            if (await site.Vault.LoadAsync(Pool, record.Key, CancellationToken.None) is { } bytes)
            {
                Keep(new InboundBlock(record, bytes, marks) { UsedAt = site.Time.GetTimestamp() }, server, run);
            }
        }

        return true;
    }

    private void Keep(InboundBlock block, ListenerLife server, long run)
    {
        lock (Gate)
        {
            if (block.Record.Key.Epoch != epoch || run != life)
            {
                block.Dispose();
            }
            else if (server.Number == run)
            {
                Serve(block);
            }
            else
            {
                Visited.Add(new VisitedBlock(block, server));
            }
        }
    }

    /// <summary>Who serves a block; this listener if nobody else does.</summary>
    private async Task<ListenerLife?> ClaimAsync(BlockKey block, long run)
    {
        var server = await site.Vault.ServeAsync(Pool, block, run, CancellationToken.None);
        return server is not null && server.Number != run && await listener.Others.EndIfSilentAsync(server)
            ? await site.Vault.ServeAsync(Pool, block, run, CancellationToken.None)
            : server;
    }

    private void Serve(InboundBlock block)
    {
        served[block.Record.Key.Number] = block;
        if (served.Count > options.MaxLoadedBlocks && served.Values.Where(other => other.IsIdle && other != block).MinBy(other => other.UsedAt) is { } oldest)
        {
            KeyDeliveryLog.Unloaded(log, Pool, oldest.Record.Key.Number);
            Unload(other => other == oldest);
        }
    }
}
