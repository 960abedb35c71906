using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.KeyVaults;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyDeliveries.SharedKeys;

/// <summary>Gives shared keys to the SAEs they are for, each once, with its window for a lost answer.</summary>
internal sealed class SharedKeyFetcher(KeyDeliverySite site, (TimeSpan Answer, TimeSpan Repeat) limits, SharedKeySweep sweep)
{
    /// <summary>Fetches all keys of a batch, or none. Ids of keys that two SAEs share may stand among them.</summary>
    /// <param name="slave">The caller.</param>
    /// <param name="master">Who had them made.</param>
    /// <param name="keys">The ids; their bytes are added.</param>
    /// <param name="fetchOthers">Fetches the keys that only two SAEs share.</param>
    /// <exception cref="KeyVaultException">The vault failed; nothing was consumed but for the same SAE to repeat.</exception>
    /// <exception cref="TimeoutException">The vault took too long; as above.</exception>
    public async Task<KeyOutcome> FetchAsync(SaeId slave, SaeId master, KeyBatch keys, Func<KeyBatch, ValueTask<KeyOutcome>> fetchOthers)
    {
        // What comes too late must not get into the caller's batch, which serves another request by then.
        var topology = site.Network.Topology;
        var work = FetchAsync(topology.AttachedIdOf(slave), topology.AttachedIdOf(master), [.. Enumerable.Range(0, keys.Count).Select(keys.IdOf)], fetchOthers);
        try
        {
            var (outcome, fetched) = await work.WaitAsync(limits.Answer, site.Time);
            if (outcome == KeyOutcome.Delivered)
            {
                fetched.CopyTo(keys);
            }

            return outcome;
        }
        finally
        {
            _ = ClearAsync(work);
        }
    }

    private static async Task ClearAsync(Task<(KeyOutcome Outcome, KeyBatch Fetched)> work)
    {
        try
        {
            (await work).Fetched.Dispose();
        }
        catch (Exception error) when (error is KeyVaultException or TimeoutException)
        {
            // Whoever waited was told; there is nothing to clear.
        }
    }

    private async Task<(KeyOutcome Outcome, KeyBatch Fetched)> FetchAsync(
        SaeId slave, SaeId master, ImmutableArray<KeyId> ids, Func<KeyBatch, ValueTask<KeyOutcome>> fetchOthers)
    {
        ImmutableArray<Guid> shared = [.. ids.Where(id => id.IsShared).Select(id => id.ToGuid()).Distinct()];
        using var others = Others(ids);
        var (found, fetched) = (new Dictionary<Guid, KeyMaterial>(), new KeyBatch());
        try
        {
            var outcome = await LoadAsync(slave, master, shared, found);
            outcome = outcome == KeyOutcome.Delivered && others.Count > 0 ? await fetchOthers(others) : outcome;
            if (outcome == KeyOutcome.Delivered)
            {
                sweep.Arm();
                await site.Vault.SharedKeys.MarkFetchedAsync(shared, slave, site.Time.GetUtcNow(), CancellationToken.None);
                Fill(fetched, ids, others, found);
            }

            return (outcome, fetched);
        }
        finally
        {
            foreach (var id in shared)
            {
                found.GetValueOrDefault(id)?.Dispose();
            }
        }
    }

    private static KeyBatch Others(ImmutableArray<KeyId> ids)
    {
        var others = new KeyBatch();
        foreach (var id in ids.Where(id => !id.IsShared))
        {
            others.Add(id);
        }

        return others;
    }

    /// <summary>What becomes of all: one that cannot be fetched keeps the others from being consumed.</summary>
    private async Task<KeyOutcome> LoadAsync(SaeId slave, SaeId master, ImmutableArray<Guid> ids, Dictionary<Guid, KeyMaterial> found)
    {
        var (outcome, now) = (KeyOutcome.Delivered, site.Time.GetUtcNow());
        foreach (var id in ids)
        {
            var record = await site.Vault.SharedKeys.FindAsync(id, CancellationToken.None);
            if (record is null || record.ExpiresAt <= now)
            {
                return KeyOutcome.NotFound;
            }

            if (record.Master != master || !record.Readers.Any(reader => reader.Sae == slave))
            {
                outcome = KeyOutcome.NotYours;
            }
            else if (record.Readers.First(reader => reader.Sae == slave).FetchedAt + limits.Repeat < now
                || await site.Vault.SharedKeys.LoadAsync(id, CancellationToken.None) is not { } key)
            {
                return KeyOutcome.NotFound;
            }
            else
            {
                found.Add(id, key);
            }
        }

        return outcome;
    }

    private static void Fill(KeyBatch keys, ImmutableArray<KeyId> ids, KeyBatch others, Dictionary<Guid, KeyMaterial> found)
    {
        var next = 0;
        foreach (var id in ids)
        {
            keys.Add(id, id.IsShared ? found[id.ToGuid()].Span : others.KeyOf(next++));
        }
    }
}
