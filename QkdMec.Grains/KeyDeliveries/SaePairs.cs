using System.Collections.Concurrent;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>
/// For each pair of SAEs the other KME, what the MAC of its key ids covers, and its quota. Made when first asked for, made anew when the topology
/// changes. Two generations are kept, each of a bounded number of pairs: one that is asked for within a generation stays, with its quota.
/// </summary>
internal sealed class SaePairs(KmeId local, INetworkDirectory network, Func<KeyQuota?> newQuota, int pairsPerGeneration)
{
    private readonly Lock gate = new();
    private volatile Generation current = new(network.Topology, null);

    /// <summary>How many pairs are kept.</summary>
    public int Count => current.Pairs + (current.Older?.Pairs ?? 0);

    /// <summary>The pair whose keys this KME issues: the master is here.</summary>
    public SaePair Issued(SaeId master, SaeId slave)
    {
        var generation = Current();
        return generation.Issued.TryGetValue((master, slave), out var pair) ? pair : MakeIssued(generation, master, slave);
    }

    /// <summary>The pair whose keys are fetched here: the slave is here.</summary>
    public SaePair Fetched(SaeId master, SaeId slave)
    {
        var generation = Current();
        return generation.Fetched.TryGetValue((master, slave), out var pair) ? pair : MakeFetched(generation, master, slave);
    }

    private SaePair MakeIssued(Generation generation, SaeId master, SaeId slave)
    {
        var pair = Make(generation.Topology, master, slave, remote => OwnersOf(generation.Topology, local, remote, (master, slave)));
        if (pair.Owners is not null)
        {
            pair = pair with { Quota = generation.Older?.Issued.GetValueOrDefault((master, slave)).Quota ?? newQuota() };
        }

        return Remember(generation, generation.Issued, (master, slave), pair);
    }

    private SaePair MakeFetched(Generation generation, SaeId master, SaeId slave) => Remember(
        generation, generation.Fetched, (master, slave), Make(generation.Topology, slave, master, remote => OwnersOf(generation.Topology, remote, local, (master, slave))));

    // By the names of their attachments: who bears the name of a SAE later does not own its keys.
    private static KeyOwners OwnersOf(NetworkTopology topology, KmeId allocator, KmeId other, (SaeId Master, SaeId Slave) saes) =>
        new(allocator, other, topology.AttachedNameOf(saes.Master), topology.AttachedNameOf(saes.Slave));

    private static SaePair Make(NetworkTopology topology, SaeId own, SaeId other, Func<KmeId, KeyOwners> owners) => topology.KmeOf(other) switch
    {
        null => new SaePair(default, null, KeyOutcome.UnknownSae),
        { } remote when own == other => new SaePair(remote, null, KeyOutcome.SameSae),
        { } remote => new SaePair(remote, owners(remote), KeyOutcome.Delivered),
    };

    /// <summary>Only pairs of known SAEs are kept: names of unknown ones come from outside. The first one made stays, for its quota.</summary>
    private SaePair Remember(Generation generation, ConcurrentDictionary<(SaeId, SaeId), SaePair> pairs, (SaeId, SaeId) key, SaePair pair)
    {
        if (pair.Refusal == KeyOutcome.UnknownSae)
        {
            return pair;
        }

        if (pairs.TryAdd(key, pair))
        {
            if (generation.Added() > pairsPerGeneration)
            {
                Replace(generation, generation.Topology);
            }

            return pair;
        }

        return pairs[key];
    }

    private Generation Current()
    {
        var (generation, topology) = (current, network.Topology);
        return ReferenceEquals(generation.Topology, topology) ? generation : Replace(generation, topology);
    }

    private Generation Replace(Generation old, NetworkTopology topology)
    {
        lock (gate)
        {
            if (ReferenceEquals(current, old))
            {
                old.Older = null;
                current = new Generation(topology, old);
            }

            return current;
        }
    }

    private sealed class Generation(NetworkTopology topology, Generation? older)
    {
        private int pairs;

        public NetworkTopology Topology => topology;

        public Generation? Older { get; set; } = older;

        public int Pairs => Volatile.Read(ref pairs);

        public ConcurrentDictionary<(SaeId Master, SaeId Slave), SaePair> Issued { get; } = new();

        public ConcurrentDictionary<(SaeId Master, SaeId Slave), SaePair> Fetched { get; } = new();

        public int Added() => Interlocked.Increment(ref pairs);
    }
}
