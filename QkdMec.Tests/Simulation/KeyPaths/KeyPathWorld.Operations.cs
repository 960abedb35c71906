using QkdMec.Embedded.Activations;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyPaths;

/// <content>What SAEs do.</content>
public sealed partial class KeyPathWorld
{
    private static readonly int[] KeySizes = [8, 16, 32, 32, 32, 64, 100, 512];

    private void AddOperations()
    {
        Operation("draw at the hospital", 6, () => DrawSomeAsync("sae-hospital", SomeEdgeSae()));
        Operation("draw at the edge", 6, () => DrawSomeAsync(SomeEdgeSae(), "sae-hospital"));
        Operation("draw too much", 1, () => DrawAsync("sae-hospital", SomeEdgeSae(), number: 100, keyBytes: 512));
        Operation("draw for nobody", 1, () => DrawAsync("sae-hospital", "sae-nowhere", number: 1, keyBytes: 32));
        Operation("draw for itself", 1, () => DrawAsync(EdgeSaes[0], EdgeSaes[0], number: 1, keyBytes: 32));
        Operation("draw for a neighbour", 1, () => DrawAsync(EdgeSaes[0], EdgeSaes[1], number: 1, keyBytes: 32));
        Operation("draw what no relay saw", 1, () => OrderAsync(new KeyOrder(SaeId.Parse("sae-hospital"), SaeId.Parse(EdgeSaes[0]), 1, 32) { Mandatory = new KeyDemands(true, null) }));
        Operation("fetch", 12, FetchSomeAsync);
        Operation("fetch again", 2, FetchAgainAsync);
        Operation("fetch another's", 2, FetchAnothersAsync);
        Operation("guess", 1, GuessAsync);
    }

    private string SomeEdgeSae() => EdgeSaes[Simulation.Random.Below(EdgeSaes.Length)];

    private Task<KeyOutcome?> DrawSomeAsync(string master, string slave) =>
        DrawAsync(master, slave, 1 + Simulation.Random.Below(4), KeySizes[Simulation.Random.Below(KeySizes.Length)]);

    private async Task<KeyOutcome?> DrawAsync(string master, string slave, int number, int keyBytes)
    {
        using var keys = new KeyBatch();
        return await DrawAsync(master, slave, number, keyBytes, keys);
    }

    private async Task<KeyOutcome?> DrawAsync(string master, string slave, int number, int keyBytes, KeyBatch keys)
    {
        await _warm;
        var silo = SomeLifeOf(master);
        var (outcome, isAnswered) = await AskAsync(silo, "enc_keys", async delivery =>
        {
            var answer = await delivery.EncKeysAsync(SaeId.Parse(master), SaeId.Parse(slave), number, keyBytes, keys);
            if (answer == KeyOutcome.Delivered)
            {
                Assert.Equal(number, keys.Count);
                _history.Issued(master, slave, keys, Simulation.Elapsed, silo!.IsAlive);
            }

            return answer;
        });
        return isAnswered ? outcome : null;
    }

    /// <summary>Keys with a demand that no key on this path meets: none must come.</summary>
    private async Task OrderAsync(KeyOrder order)
    {
        await _warm;
        using var keys = new KeyBatch();
        await AskAsync(SomeLifeOf(order.Master.Value), "enc_keys", async delivery =>
        {
            var answer = (await delivery.OrderKeysAsync(order, keys)).Outcome;
            Assert.NotEqual(KeyOutcome.Delivered, answer);
            return answer;
        });
    }

    private async Task FetchSomeAsync()
    {
        await _warm;
        if (_history.Unfetched.Count > 0)
        {
            var key = _history.Unfetched[Simulation.Random.Below(_history.Unfetched.Count)];
            await FetchAsync(key, key.Slave, key.Master);
        }
    }

    private async Task FetchAgainAsync()
    {
        if (_history.Fetched.Count > 0)
        {
            var key = _history.Fetched[^(1 + Simulation.Random.Below(Math.Min(4, _history.Fetched.Count)))];
            if (await FetchAsync(key, key.Slave, key.Master) == KeyOutcome.Delivered)
            {
                Count(Repeated);
            }
        }
    }

    /// <summary>Another SAE shows the id: it gets nothing, and the owner still can.</summary>
    private async Task FetchAnothersAsync()
    {
        var keys = _history.Unfetched.Where(key => key.Master == "sae-hospital").ToList();
        if (keys.Count > 0)
        {
            var key = keys[Simulation.Random.Below(keys.Count)];
            var thief = key.Slave == EdgeSaes[0] ? EdgeSaes[1] : EdgeSaes[0];
            Assert.NotEqual(KeyOutcome.Delivered, await FetchAsync(key, thief, key.Master));
            if (_history.Unfetched.Contains(key) && await FetchAsync(key, key.Slave, key.Master) == KeyOutcome.Delivered)
            {
                Count(Reserved);
            }
        }
    }

    private async Task GuessAsync()
    {
        for (var guess = 0; guess < 3; guess++)
        {
            var id = KeyId.Create(new KeyLocation(1 + Simulation.Random.Below(12), 8 * Simulation.Random.Below(400), 32), Simulation.Random.Next());
            Assert.NotEqual(KeyOutcome.Delivered, await FetchAsync(new IssuedKey(id, "sae-hospital", "nobody", [], default), SomeEdgeSae(), "sae-hospital"));
        }
    }

    private async Task<KeyOutcome?> FetchAsync(IssuedKey key, string slave, string master)
    {
        await _warm;
        using var keys = new KeyBatch();
        keys.Add(key.Id);
        var (outcome, isAnswered) = await AskAsync(SomeLifeOf(slave), "dec_keys", async delivery =>
        {
            var answer = await delivery.DecKeysAsync(SaeId.Parse(slave), SaeId.Parse(master), keys);
            if (answer == KeyOutcome.Delivered)
            {
                _history.Delivered(key.Id, master, slave, keys.KeyOf(0));
            }

            return answer;
        });
        if (isAnswered && outcome == KeyOutcome.Delivered)
        {
            _history.Done(key);
        }

        return isAnswered ? outcome : null;
    }

    /// <summary>Asks one process; an answer counts only if the process lived to give it, and then it came in time.</summary>
    private async Task<(KeyOutcome Outcome, bool IsAnswered)> AskAsync(GrainSilo? silo, string request, Func<KeyDelivery, Task<KeyOutcome>> ask)
    {
        var start = Simulation.Elapsed;
        try
        {
            var outcome = silo is null ? default : await ask(DeliveryOf(silo)).WaitAsync(ClientPatience, Simulation.Clock);
            if (silo is { IsAlive: true })
            {
                _history.Answered(request, Simulation.Elapsed - start);
                Count(outcome.ToString());
                return (outcome, true);
            }
        }
        catch (TimeoutException) when (silo is { IsAlive: false })
        {
        }

        Count(Broken);
        return (default, false);
    }
}
