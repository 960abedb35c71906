using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Gets leases of one outbound pool and their bytes.</summary>
internal sealed class LeaseFetcher(KeyDeliverySite site, KmeId remote, KeyDeliveryOptions options, ILogger log) : ILeases
{
    private readonly PoolId pool = PoolId.Outbound(site.Kme, remote);

    public PoolId Pool => pool;

    private IOutboundKeyPoolGrain Grain => site.Grains.GetGrain<IOutboundKeyPoolGrain>(pool.ToGrainKey());

    /// <summary>A lease with its bytes, or why there is none. A granted lease that cannot be loaded is burnt.</summary>
    public async Task<(LeasedRange? Range, KeyOutcome Outcome)> FetchAsync(LeasePurpose purpose, int bytes)
    {
        try
        {
            var outcome = await Grain.LeaseAsync(new LeaseRequest(purpose, bytes), CancellationToken.None).WaitAsync(options.AnswerTimeout, site.Time);
            return outcome is { Status: LeaseStatus.Granted, Lease: { } lease, Provenance: { } provenance }
                ? await LoadAsync(lease, provenance)
                : (null, OutcomeOf(outcome.Status));
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or OperationCanceledException)
        {
            KeyDeliveryLog.LeaseFailed(log, pool, error.Message);
            return (null, KeyOutcome.Unavailable);
        }
        catch (KeyVaultException error)
        {
            KeyDeliveryLog.VaultFailed(log, error, pool);
            return (null, KeyOutcome.Unavailable);
        }
    }

    /// <summary>What the pool holds; null when nobody answers.</summary>
    public async Task<KeyPoolStatus?> GetStatusAsync()
    {
        try
        {
            return await Grain.GetStatusAsync(CancellationToken.None).WaitAsync(options.AnswerTimeout, site.Time);
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or OperationCanceledException)
        {
            KeyDeliveryLog.LeaseFailed(log, pool, error.Message);
            return null;
        }
    }

    private async Task<(LeasedRange?, KeyOutcome)> LoadAsync(Lease lease, BlockProvenance provenance)
    {
        var block = await site.Vault.LoadAsync(pool, new BlockKey(lease.Epoch, lease.Block), CancellationToken.None);
        var range = block is null ? null : LeasedRange.Cut(block, lease, provenance);
        return range is null ? (null, KeyOutcome.Unavailable) : (range, KeyOutcome.Delivered);
    }

    private static KeyOutcome OutcomeOf(LeaseStatus status) => status switch
    {
        LeaseStatus.Exhausted => KeyOutcome.Exhausted,
        LeaseStatus.PeerUnreachable => KeyOutcome.PeerUnreachable,
        _ => KeyOutcome.Unavailable,
    };
}
