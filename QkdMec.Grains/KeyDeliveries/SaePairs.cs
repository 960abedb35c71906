using System.Collections.Concurrent;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>For each pair of SAEs the other KME and what the MAC of its key ids covers; made once, made anew when the topology changes.</summary>
internal sealed class SaePairs(KmeId local, INetworkDirectory network)
{
    private Cache cache = new(network.Topology);

    /// <summary>The pair whose keys this KME issues: the master is here.</summary>
    public SaePair Issued(SaeId master, SaeId slave)
    {
        var current = Current();
        return current.Issued.TryGetValue((master, slave), out var pair) ? pair : MakeIssued(current, master, slave);
    }

    /// <summary>The pair whose keys are fetched here: the slave is here.</summary>
    public SaePair Fetched(SaeId master, SaeId slave)
    {
        var current = Current();
        return current.Fetched.TryGetValue((master, slave), out var pair) ? pair : MakeFetched(current, master, slave);
    }

    private SaePair MakeIssued(Cache current, SaeId master, SaeId slave) => Remember(
        current.Issued, (master, slave), Make(current.Topology, master, slave, remote => OwnersOf(current.Topology, local, remote, (master, slave))));

    private SaePair MakeFetched(Cache current, SaeId master, SaeId slave) => Remember(
        current.Fetched, (master, slave), Make(current.Topology, slave, master, remote => OwnersOf(current.Topology, remote, local, (master, slave))));

    private static KeyOwners OwnersOf(NetworkTopology topology, KmeId allocator, KmeId other, (SaeId Master, SaeId Slave) saes) =>
        new(allocator, other, topology.AttachedNameOf(saes.Master), topology.AttachedNameOf(saes.Slave));

    private static SaePair Make(NetworkTopology topology, SaeId own, SaeId other, Func<KmeId, KeyOwners> owners) => topology.KmeOf(other) switch
    {
        null => new SaePair(default, null, KeyOutcome.UnknownSae),
        { } remote when own == other => new SaePair(remote, null, KeyOutcome.SameSae),
        { } remote => new SaePair(remote, owners(remote), KeyOutcome.Delivered),
    };

    /// <summary>Only pairs of known SAEs are kept: names of unknown ones come from outside and have no bound.</summary>
    private static SaePair Remember(ConcurrentDictionary<(SaeId, SaeId), SaePair> pairs, (SaeId, SaeId) key, SaePair pair)
    {
        if (pair.Refusal != KeyOutcome.UnknownSae)
        {
            pairs[key] = pair;
        }

        return pair;
    }

    private Cache Current()
    {
        var topology = network.Topology;
        return ReferenceEquals(cache.Topology, topology) ? cache : cache = new Cache(topology);
    }

    private sealed record Cache(NetworkTopology Topology)
    {
        public ConcurrentDictionary<(SaeId Master, SaeId Slave), SaePair> Issued { get; } = new();

        public ConcurrentDictionary<(SaeId Master, SaeId Slave), SaePair> Fetched { get; } = new();
    }
}
