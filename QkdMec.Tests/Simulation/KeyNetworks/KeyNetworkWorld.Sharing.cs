using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>Keys for several SAEs: every slave gets the bytes that the master got, whatever crashes meanwhile, and nobody else gets any.</content>
internal sealed partial class KeyNetworkWorld
{
    private const string SharedFetched = "shared key fetched";
    private const string SharedRefused = "shared key kept from others";

    // A jump of a clock may end the time of a shared key: what an SAE had longer than this by the clock of its KME is not owed to it.
    private static readonly TimeSpan SharedOwedFor = KeyNetworkSetting.Pools.TimeToLive / 2;

    private readonly List<SharedKey> _shared = [];
    private readonly DurabilityChecker<(SharedKey Key, SaeId Slave, DateTimeOffset Since)> _owedShared = new();

    private void AddSharing()
    {
        Operation("share", 3, ShareAsync);
        Operation("fetch what is shared", 4, FetchSharedAsync);
    }

    private async Task ShareAsync()
    {
        await _warm;
        var (master, slave) = Some(_pairs);
        var others = _network.Topology.Saes.Where(sae => sae.Value != master && sae.Value != slave).ToList();
        if (others.Count == 0)
        {
            return;
        }

        ImmutableArray<SaeId> additional = others.Count > 1 && Simulation.Random.Chance(0.5) ? [others[0], others[^1]] : [Some(others)];
        using var keys = new KeyBatch();
        var order = new KeyOrder(SaeId.Parse(master), SaeId.Parse(slave), 1 + Simulation.Random.Below(2), Some(KeySizes)) { AdditionalSlaves = additional };
        var life = SomeLifeOf(master, slave);
        await AskAsync(life, "enc_keys", async delivery =>
        {
            var answer = (await delivery.OrderKeysAsync(order, keys)).Outcome;
            for (var index = 0; answer == KeyOutcome.Delivered && index < keys.Count; index++)
            {
                NoteShared(new SharedKey(keys.IdOf(index), keys.KeyOf(index).ToArray(), order.Master, additional.Add(order.Slave)), life!.IsAlive);
            }

            return answer;
        });
    }

    private void NoteShared(SharedKey key, bool isAnswered)
    {
        _history.GiveOut(key.Bytes, $"shared key {key.Id} of {key.Master}");
        _shared.Add(key);
        foreach (var slave in isAnswered ? key.Slaves : [])
        {
            if (!_history.HasOlderCopy(slave.Value) && ClockOf(slave) is { } now)
            {
                _owedShared.Acknowledge((key, slave, now));
            }
        }
    }

    private async Task FetchSharedAsync()
    {
        await _warm;
        if (_shared.Count > 0)
        {
            await FetchSharedAsync(_shared[^(1 + Simulation.Random.Below(Math.Min(6, _shared.Count)))], Some(_network.Topology.Saes));
        }
    }

    private async Task<KeyOutcome?> FetchSharedAsync(SharedKey key, SaeId slave)
    {
        var mayFetch = key.Slaves.Contains(slave);
        using var keys = new KeyBatch();
        keys.Add(key.Id);
        var (outcome, isAnswered) = await AskAsync(SomeLifeOf(slave.Value, key.Master.Value), "dec_keys", async delivery =>
        {
            var answer = await delivery.DecKeysAsync(slave, key.Master, keys);
            if (answer == KeyOutcome.Delivered)
            {
                DemandShared(key, slave, keys.KeyOf(0));
            }

            Count(mayFetch && answer == KeyOutcome.Delivered ? SharedFetched : SharedRefused);
            return answer;
        });
        if (mayFetch && (!isAnswered || outcome == KeyOutcome.Unavailable))
        {
            // It may have been fetched although nobody heard of it: then the slave could repeat for a while only.
            Settle(key, slave);
        }

        return isAnswered ? outcome : null;
    }

    private void Settle(SharedKey key, SaeId slave)
    {
        foreach (var owed in _owedShared.Owed.Where(owed => owed.Key == key && owed.Slave == slave))
        {
            _owedShared.Settle(owed);
        }
    }

    private void DemandShared(SharedKey key, SaeId slave, ReadOnlySpan<byte> bytes)
    {
        if (!key.Slaves.Contains(slave))
        {
            throw new RuleBrokenException(4, $"{slave} got key {key.Id}, which {key.Master} shares with others");
        }

        if (!bytes.SequenceEqual(key.Bytes))
        {
            throw new RuleBrokenException(2, $"{slave} and {key.Master} hold different bytes of shared key {key.Id}");
        }

        Settle(key, slave);
    }

    /// <summary>Rule 6: a key for several SAEs is there for each of them, unless its KME lost its past or its time is over there.</summary>
    private async Task DemandOwedSharedKeysAsync()
    {
        foreach (var owed in _owedShared.Owed)
        {
            if (_history.HasOlderCopy(owed.Slave.Value) || ClockOf(owed.Slave) - owed.Since is not { } age || age > SharedOwedFor || age < TimeSpan.Zero)
            {
                _owedShared.Settle(owed);
                continue;
            }

            var outcome = await PatientlyAsync(() => FetchSharedAsync(owed.Key, owed.Slave));
            _owedShared.Demand(owed, outcome == KeyOutcome.Delivered, $"the KME of {owed.Slave} says {outcome}");
        }
    }

    private DateTimeOffset? ClockOf(SaeId sae) => SiteOf(sae.Value).Lives.FirstOrDefault()?.Silo.Services.GetRequiredService<TimeProvider>().GetUtcNow();
}
