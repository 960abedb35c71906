using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// Leases of the pool between the SAEs of one KME. Each is a whole block of fresh bytes of the system's generator, stored before its first byte is
/// used and never leased again: after a restart there are new blocks, and the old ones only serve those who fetch (ADR 0011).
/// </summary>
internal sealed class LocalLeases : ILeases, IDisposable
{
    private const ulong Epoch = 1;
    private const int MaxClaims = 16;
    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private readonly KeyDeliverySite site;
    private readonly KeyDeliveryOptions options;
    private readonly KeyPoolOptions pools;
    private readonly ILogger log;
    private readonly ITimer sweeping;
    private volatile bool closed;

    public LocalLeases(KeyDeliverySite site, KeyDeliveryOptions options, KeyPoolOptions pools, ILogger log)
    {
        (this.site, this.options, this.pools, this.log) = (site, options, pools, log);
        Pool = PoolId.Inbound(site.Kme, site.Kme.Kme);
        // What an earlier process left is swept even if nobody asks for such a key again.
        sweeping = site.Time.CreateTimer(_ => _ = SweepAsync(), null, pools.SweepPeriod, Timeout.InfiniteTimeSpan);
    }

    public PoolId Pool { get; }

    public async Task<(LeasedRange? Range, KeyOutcome Outcome)> FetchAsync(LeasePurpose purpose, int bytes)
    {
        await oneAtATime.WaitAsync();
        try
        {
            return closed ? (null, KeyOutcome.Unavailable) : await LeaseAsync(KeyLocation.RoundUp(Math.Clamp(bytes, 1, BlockLayout.MaxBodyBytes)));
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.VaultFailed(log, error, Pool);
            return (null, KeyOutcome.Unavailable);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public async Task<KeyPoolStatus?> GetStatusAsync()
    {
        try
        {
            return await ReadStatusAsync().WaitAsync(options.AnswerTimeout, site.Time);
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            KeyDeliveryLog.VaultFailed(log, error, Pool);
            return null;
        }
    }

    /// <summary>Destroys the blocks that nobody can fetch from any more, and those whose making did not end.</summary>
    public async Task SweepAsync()
    {
        await oneAtATime.WaitAsync();
        try
        {
            if (!closed && await DestroyDoneAsync() > 0)
            {
                sweeping.Change(pools.SweepPeriod, Timeout.InfiniteTimeSpan);
            }
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.VaultFailed(log, error, Pool);
            sweeping.Change(pools.SweepPeriod, Timeout.InfiniteTimeSpan);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        closed = true;
        sweeping.Dispose();
    }

    private static long StoredBytes(ImmutableArray<BlockRecord> blocks) => blocks.Sum(block => (long)block.BodyBytes);

    private async Task<KeyPoolStatus?> ReadStatusAsync()
    {
        var pool = await site.Vault.GetPoolAsync(Pool, CancellationToken.None);
        var stored = StoredBytes(await site.Vault.ListAsync(Pool, CancellationToken.None));
        return new KeyPoolStatus(
            pool.Epoch, new PoolMark(pool.HighestNumber + 1, 0), Math.Max(0, options.LocalPoolBytes - stored), options.LocalPoolBytes, stored, true);
    }

    /// <summary>A lease of as many bytes, or of as many as there is room for.</summary>
    private async Task<(LeasedRange?, KeyOutcome)> LeaseAsync(int wanted)
    {
        await site.Vault.AdvanceEpochAsync(Pool, Epoch, CancellationToken.None);
        var bytes = (int)Math.Min(wanted, await FreeBytesAsync(wanted)) / KeyLocation.Granularity * KeyLocation.Granularity;
        if (bytes <= 0)
        {
            return (null, KeyOutcome.Exhausted);
        }

        sweeping.Change(pools.SweepPeriod, Timeout.InfiniteTimeSpan);
        if (await ClaimAsync() is not { } block)
        {
            return (null, KeyOutcome.Unavailable);
        }

        var material = new KeyMaterial($"block {Pool} {block.Epoch}/{block.Number}", BlockLayout.HeadBytes + bytes);
        var provenance = new BlockProvenance(BlockOrigin.Local, site.Time.GetUtcNow());
        var range = await StoreAsync(block, material, provenance) ? LeasedRange.Cut(material, new Lease(block.Epoch, block.Number, 0, bytes), provenance) : null;
        if (range is null)
        {
            material.Dispose();
        }

        return (range, range is null ? KeyOutcome.Unavailable : KeyOutcome.Delivered);
    }

    private async Task<long> FreeBytesAsync(int wanted)
    {
        var free = options.LocalPoolBytes - StoredBytes(await site.Vault.ListAsync(Pool, CancellationToken.None));
        if (free >= wanted)
        {
            return free;
        }

        await DestroyDoneAsync();
        return options.LocalPoolBytes - StoredBytes(await site.Vault.ListAsync(Pool, CancellationToken.None));
    }

    /// <summary>Takes the next number. Another listener of the site may take numbers beside this one.</summary>
    private async Task<BlockKey?> ClaimAsync()
    {
        for (var attempt = 0; attempt < MaxClaims; attempt++)
        {
            var pool = await site.Vault.GetPoolAsync(Pool, CancellationToken.None);
            var block = new BlockKey(pool.Epoch, pool.HighestNumber + 1);
            if (await site.Vault.ClaimNumberAsync(Pool, block, CancellationToken.None) == NumberClaim.Claimed)
            {
                return block;
            }
        }

        return null;
    }

    /// <summary>Fills the block and stores it. It is committed last: before that nobody loads it, and a sweep that came between shows in the answer.</summary>
    private async Task<bool> StoreAsync(BlockKey block, KeyMaterial material, BlockProvenance provenance)
    {
        try
        {
            site.Entropy.Fill(material.Span);
            BlockComparison.DiscardKeys(material.Span);
            if (!await site.Vault.StoreAsync(Pool, new NewBlock(block, BlockState.Prepared, provenance), material, CancellationToken.None))
            {
                return false;
            }

            await site.Vault.OpenAsync(Pool, block, site.Time.GetUtcNow(), CancellationToken.None);
            return await site.Vault.CommitAsync(Pool, block, CancellationToken.None);
        }
        catch (KeyVaultException)
        {
            material.Dispose();
            throw;
        }
    }

    /// <summary>Answers how many blocks are left.</summary>
    private async Task<int> DestroyDoneAsync()
    {
        var (left, now) = (0, site.Time.GetUtcNow());
        foreach (var block in await site.Vault.ListAsync(Pool, CancellationToken.None))
        {
            if (block.State == BlockState.Committed && !BlockExpiry.IsExpiredInbound(block.OpenedAt, pools.TimeToLive, now))
            {
                left++;
                continue;
            }

            await site.Vault.DestroyAsync(Pool, block.Key, CancellationToken.None);
        }

        return left;
    }
}
