using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>How SAEs ask, and what is noted of the answers.</content>
internal sealed partial class KeyNetworkWorld
{
    // The time to repeat a fetch, and with it the time in which the mark of a fetch must have been written whatever the disk does.
    private static readonly TimeSpan SettledAfter = TimeSpan.FromSeconds(10.5);

    private async Task<KeyOutcome?> DrawAsync(string master, string slave, int number, int keyBytes, KeyDemands? demands = null)
    {
        using var keys = new KeyBatch();
        return await DrawAsync(new KeyOrder(SaeId.Parse(master), SaeId.Parse(slave), number, keyBytes) { Mandatory = demands }, keys);
    }

    private async Task<KeyOutcome?> DrawAsync(KeyOrder order, KeyBatch keys)
    {
        await _warm;
        var (master, slave) = (order.Master.Value, order.Slave.Value);
        var life = SomeLifeOf(master, slave);
        var (outcome, isAnswered) = await AskAsync(life, "enc_keys", async delivery =>
        {
            var answer = await DrawAsync(delivery, order with { Master = NamedSae(master), Slave = NamedSae(slave) }, keys);
            if (answer == KeyOutcome.Delivered)
            {
                Assert.Equal(order.Number, keys.Count);
                _history.Issued(master, slave, keys, (Simulation.Elapsed, EpochNow(master, slave)), life!.IsAlive);
            }

            return answer;
        });
        if (isAnswered && outcome == KeyOutcome.Delivered && !Simulation.Silos.Contains(life!.Silo))
        {
            Count(Twin);
        }

        return isAnswered ? outcome : null;
    }

    private static async Task<KeyOutcome> DrawAsync(KeyDelivery delivery, KeyOrder order, KeyBatch keys) => order.Mandatory is null
        ? await delivery.EncKeysAsync(order.Master, order.Slave, order.Number, order.KeyBytes, keys)
        : (await delivery.OrderKeysAsync(order, keys)).Outcome;

    private Task<KeyOutcome?> FetchAsync(IssuedKey key, string slave, string master) => FetchAsync([key], slave, master);

    private async Task<KeyOutcome?> FetchAsync(IReadOnlyList<IssuedKey> wanted, string slave, string master)
    {
        await _warm;
        using var keys = new KeyBatch();
        foreach (var key in wanted)
        {
            keys.Add(key.Id);
        }

        var life = SomeLifeOf(slave, master);
        var (outcome, isAnswered) = await AskAsync(life, "dec_keys", async delivery =>
        {
            var answer = await delivery.DecKeysAsync(NamedSae(slave), NamedSae(master), keys);
            if (answer == KeyOutcome.Delivered)
            {
                NoteDelivered(wanted, keys, (master, slave), life!);
            }

            return answer;
        });
        if (isAnswered)
        {
            NoteAnswered(outcome, wanted, (master, slave));
        }

        return isAnswered ? outcome : null;
    }

    /// <summary>The slave heard it. Told that a key is no key of its, it asks no more: a KME that cannot look has to say that instead.</summary>
    private void NoteAnswered(KeyOutcome outcome, IReadOnlyList<IssuedKey> wanted, (string Master, string Slave) pair)
    {
        var epochNow = EpochNow(pair.Master, pair.Slave);
        if (outcome == KeyOutcome.Delivered)
        {
            wanted.ToList().ForEach(_history.Done);
        }
        else if (outcome is KeyOutcome.NotFound or KeyOutcome.NotYours
            && wanted.All(key => (key.Master, key.Slave) == pair && !_history.IsOfAnOlderEpoch(key.Id, epochNow)))
        {
            _history.Durability.Deny([.. wanted.Select(key => key.Id)], $"{pair.Slave} was told {outcome} of keys of {pair.Master}, the first at {wanted[0].Id.Location}");
        }
    }

    private void NoteDelivered(IReadOnlyList<IssuedKey> wanted, KeyBatch keys, (string Master, string Slave) pair, Life life)
    {
        for (var index = 0; index < keys.Count; index++)
        {
            var id = wanted[index].Id;
            _history.Delivered(id, pair.Master, pair.Slave, keys.KeyOf(index), life);
            var rollBacks = life.Site.RollBacks;
            Simulation.At(SettledAfter, () =>
            {
                if (life.IsAlive && life.Site.RollBacks == rollBacks)
                {
                    _history.Consumption.Settle(id, life.Number, Simulation.Elapsed);
                }
            });
        }
    }

    /// <summary>Several keys of a pair in one request: all or none.</summary>
    private async Task FetchManyAsync()
    {
        await _warm;
        if (_history.Unfetched.Count > 0)
        {
            var first = Some(_history.Unfetched);
            await FetchAsync([.. _history.Unfetched.Where(key => key.Master == first.Master && key.Slave == first.Slave).Take(5)], first.Slave, first.Master);
        }
    }

    /// <summary>Several keys of a pair, each in a request of its own, at the same time: those of a block that is not in memory yet wait for one another.</summary>
    private async Task FetchAtOnceAsync()
    {
        await _warm;
        if (_history.Unfetched.Count > 0)
        {
            var last = _history.Unfetched[^1];
            await Task.WhenAll(_history.Unfetched.Where(key => key.Master == last.Master && key.Slave == last.Slave).TakeLast(4).ToList()
                .ConvertAll(key => FetchAsync(key, key.Slave, key.Master)));
        }
    }

    /// <summary>Asks one process; an answer counts only if the process lived to give it, and then it came in time.</summary>
    private async Task<(KeyOutcome Outcome, bool IsAnswered)> AskAsync(Life? life, string request, Func<KeyDelivery, Task<KeyOutcome>> ask)
    {
        _history.ThrowIfBroken();
        var start = Simulation.Elapsed;
        try
        {
            var outcome = life is null ? default : await ask(DeliveryOf(life)).WaitAsync(ClientPatience, Simulation.Clock);
            if (life is { IsAlive: true })
            {
                _history.Answered(request, Simulation.Elapsed - start);
                Count(outcome.ToString());
                return (outcome, true);
            }
        }
        catch (TimeoutException) when (life is { IsAlive: false })
        {
        }

        Count(Broken);
        return (default, false);
    }
}
