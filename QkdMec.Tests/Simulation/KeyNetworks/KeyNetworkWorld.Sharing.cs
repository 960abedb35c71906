using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <content>Keys for several SAEs: every slave gets the bytes that the master got, and nobody else gets any.</content>
internal sealed partial class KeyNetworkWorld
{
    private const string SharedFetched = "shared key fetched";
    private const string SharedRefused = "shared key kept from others";

    private readonly List<SharedKey> _shared = [];

    private void AddSharing()
    {
        Operation("share", 4, ShareAsync);
        Operation("fetch what is shared", 6, FetchSharedAsync);
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
        await AskAsync(SomeLifeOf(master), "enc_keys", async delivery =>
        {
            var answer = (await delivery.OrderKeysAsync(order, keys)).Outcome;
            for (var i = 0; answer == KeyOutcome.Delivered && i < keys.Count; i++)
            {
                _shared.Add(new SharedKey(keys.IdOf(i), Convert.ToHexString(keys.KeyOf(i)), order.Master, additional.Add(order.Slave)));
            }

            return answer;
        });
    }

    private async Task FetchSharedAsync()
    {
        await _warm;
        if (_shared.Count == 0)
        {
            return;
        }

        var key = _shared[^(1 + Simulation.Random.Below(Math.Min(6, _shared.Count)))];
        var slave = Some(_network.Topology.Saes);
        var mayFetch = key.Slaves.Contains(slave);
        using var keys = new KeyBatch();
        keys.Add(key.Id);
        await AskAsync(SomeLifeOf(slave.Value), "dec_keys", async delivery =>
        {
            var answer = await delivery.DecKeysAsync(slave, key.Master, keys);
            if (answer == KeyOutcome.Delivered)
            {
                Assert.True(mayFetch, $"{slave} got a key that {key.Master} shares with others");
                Assert.Equal(key.Hex, Convert.ToHexString(keys.KeyOf(0)));
            }

            Count(mayFetch && answer == KeyOutcome.Delivered ? SharedFetched : SharedRefused);
            return answer;
        });
    }

    private sealed record SharedKey(KeyId Id, string Hex, SaeId Master, ImmutableArray<SaeId> Slaves);
}
