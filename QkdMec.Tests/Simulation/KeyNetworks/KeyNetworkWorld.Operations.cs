using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>What SAEs do.</content>
internal sealed partial class KeyNetworkWorld
{
    private const string Broken = "connection broken";
    private const string Repeated = "repeated fetch";
    private const string Kept = "kept for its owner";
    private const string Twin = "issued beside its successor";
    private const string Local = "delivered within one KME";
    private const string AllOrNothing = "batch with a wrong id consumed nothing";

    private static readonly int[] KeySizes = [8, 16, 32, 32, 32, 64, 100, 512];

    private ImmutableArray<(string Master, string Slave)> _pairs;
    private ImmutableArray<(string Master, string Slave)> _neighbours;

    private void AddOperations()
    {
        (_pairs, _neighbours) = (_network.Pairs, _network.Neighbours);
        Operation("draw", 12, () => DrawSomeAsync(Some(_pairs)));
        Operation("draw at both ends", 2, DrawAtBothEndsAsync);
        Operation("draw within one KME", 1, DrawLocallyAsync);
        Operation("drain", 1, DrainAsync);
        Operation("draw what no relay saw", 1, DrawDirectAsync);
        Operation("draw what is fresh", 1, () => DrawFreshAsync(Some(_pairs)));
        Operation("draw for nobody", 1, () => DrawAsync(Some(_pairs).Master, "sae-nowhere", number: 1, keyBytes: 32));
        Operation("draw for itself", 1, () => DrawAsync(_neighbours[0].Master, _neighbours[0].Master, number: 1, keyBytes: 32));
        Operation("fetch", 12, FetchSomeAsync);
        Operation("fetch many", 2, FetchManyAsync);
        Operation("fetch at once", 6, FetchAtOnceAsync);
        Operation("fetch again", 3, FetchAgainAsync);
        Operation("fetch another's", 2, FetchAnothersAsync);
        Operation("fetch with a wrong one", 1, FetchWithAWrongOneAsync);
        Operation("guess", 1, GuessAsync);
        Operation("guess near", 2, GuessNearAsync);
        Operation("look", 1, LookAsync);
        AddSharing();
        AddComings();
    }

    private Task<KeyOutcome?> DrawSomeAsync((string Master, string Slave) pair) =>
        DrawAsync(pair.Master, pair.Slave, 1 + Simulation.Random.Below(4), Some(KeySizes));

    private Task DrawAtBothEndsAsync()
    {
        var pair = Some(_pairs);
        return Task.WhenAll(Enumerable.Range(0, 4).Select(turn => DrawSomeAsync(turn % 2 == 0 ? pair : (pair.Slave, pair.Master))));
    }

    private async Task DrawLocallyAsync()
    {
        var (master, slave) = Some(_neighbours);
        if (await DrawSomeAsync((master, slave)) == KeyOutcome.Delivered && await FetchAsync(_history.Unfetched[^1], slave, master) == KeyOutcome.Delivered)
        {
            Count(Local);
        }
    }

    private async Task DrawDirectAsync()
    {
        var (master, slave) = Some(_pairs);
        var outcome = await DrawAsync(master, slave, number: 1, keyBytes: 32, new KeyDemands(DirectOnly: true, MaxAge: null));
        Assert.True(
            outcome != KeyOutcome.Delivered || _network.Topology.HasLink(LinkId.Between(SiteOf(master).Address.Kme, SiteOf(slave).Address.Kme)),
            $"{master} got a key for {slave} that no relay saw, but there is no link between them");
    }

    private Task<KeyOutcome?> DrawFreshAsync((string Master, string Slave) pair) =>
        DrawAsync(pair.Master, pair.Slave, number: 1, keyBytes: 32, new KeyDemands(DirectOnly: false, MaxAge: Simulation.Random.Between(TimeSpan.Zero, OldestCopy)));

    /// <summary>Asks for more than there is, at both ends, until both say so.</summary>
    private Task DrainAsync()
    {
        var pair = Some(_pairs);
        return Task.WhenAll(Enumerable.Range(0, 8).Select(turn =>
            DrawAsync(turn % 2 == 0 ? pair.Master : pair.Slave, turn % 2 == 0 ? pair.Slave : pair.Master, number: 16, keyBytes: 512)));
    }

    private async Task LookAsync()
    {
        await _warm;
        var (master, slave) = Some(_pairs);
        await AskAsync(SomeLifeOf(master, slave), "status", async delivery => (await delivery.GetStockAsync(NamedSae(master), NamedSae(slave))).Outcome);
    }

    private async Task FetchSomeAsync()
    {
        await _warm;
        if (_history.Unfetched.Count > 0)
        {
            var key = Some(_history.Unfetched);
            await FetchAsync(key, key.Slave, key.Master);
        }
    }

    private async Task FetchAgainAsync()
    {
        if (_history.Fetched.Count > 0)
        {
            var key = Simulation.Random.Chance(0.5) ? _history.Fetched[^(1 + Simulation.Random.Below(Math.Min(4, _history.Fetched.Count)))] : Some(_history.Fetched);
            if (await FetchAsync(key, key.Slave, key.Master) == KeyOutcome.Delivered)
            {
                Count(Repeated);
            }
        }
    }

    /// <summary>Another SAE shows the id, or the owner names another master: nobody gets it, and the owner still can.</summary>
    private async Task FetchAnothersAsync()
    {
        await _warm;
        if (_history.Unfetched.Count == 0)
        {
            return;
        }

        var key = Some(_history.Unfetched);
        var others = _network.Topology.Saes.Select(sae => sae.Value).Where(sae => sae != key.Slave && sae != key.Master).ToList();
        var other = others.Count == 0 ? "sae-nowhere" : Some(others);
        var isThief = others.Count > 0 && Simulation.Random.Chance(0.7);
        Assert.NotEqual(KeyOutcome.Delivered, await FetchAsync(key, isThief ? other : key.Slave, isThief ? key.Master : other));
        if (_history.Unfetched.Contains(key) && await FetchAsync(key, key.Slave, key.Master) == KeyOutcome.Delivered)
        {
            Count(Kept);
        }
    }

    private async Task FetchWithAWrongOneAsync()
    {
        await _warm;
        if (_history.Unfetched.Count == 0)
        {
            return;
        }

        var key = Some(_history.Unfetched);
        Assert.NotEqual(KeyOutcome.Delivered, await FetchAsync([key, key with { Id = NearMiss(key.Id) }], key.Slave, key.Master));
        if (_history.Unfetched.Contains(key) && await FetchAsync(key, key.Slave, key.Master) == KeyOutcome.Delivered)
        {
            Count(AllOrNothing);
        }
    }

    private async Task GuessAsync()
    {
        var (master, slave) = Some(_pairs);
        for (var guess = 0; guess < 3; guess++)
        {
            var id = KeyId.Create(new KeyLocation(1 + Simulation.Random.Below(12), 8 * Simulation.Random.Below(400), 32), Simulation.Random.Next());
            Assert.NotEqual(KeyOutcome.Delivered, await FetchAsync(new IssuedKey(id, master, "nobody", [], default), slave, master));
        }
    }

    /// <summary>A guess that knows all but a bit of a real id.</summary>
    private async Task GuessNearAsync()
    {
        var issued = Simulation.Random.Chance(0.5) ? _history.Unfetched : _history.Fetched;
        if (issued.Count > 0)
        {
            var key = Some(issued);
            Assert.NotEqual(KeyOutcome.Delivered, await FetchAsync(key with { Id = NearMiss(key.Id) }, key.Slave, key.Master));
        }
    }

    private KeyId NearMiss(KeyId id)
    {
        while (true)
        {
            var bit = Simulation.Random.Below(128);
            var bytes = id.ToGuid().ToByteArray(bigEndian: true);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            if (KeyId.TryFrom(new Guid(bytes, bigEndian: true), out var near) && near != id)
            {
                return near;
            }
        }
    }
}
