using System.Collections.Immutable;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Refilling;

/// <summary>The pairs of KMEs that both have SAEs, of one topology: worked out once, since they are many and looked at often.</summary>
internal sealed class RelayPairs
{
    private readonly Dictionary<KmeId, int> peers = [];

    public RelayPairs(NetworkTopology topology)
    {
        (Topology, All) = (topology, topology.SaePairs);
        Watched = [.. topology.Links.Concat(All).Distinct()];
        foreach (var kme in All.SelectMany(pair => new[] { pair.Smaller, pair.Larger }))
        {
            peers[kme] = peers.GetValueOrDefault(kme) + 1;
        }
    }

    /// <summary>Where they come from.</summary>
    public NetworkTopology Topology { get; }

    /// <summary>The pairs, in ordinal order.</summary>
    public ImmutableArray<LinkId> All { get; }

    /// <summary>All pairs whose pools matter: neighbours first, whose pools hold the pads.</summary>
    public ImmutableArray<LinkId> Watched { get; }

    /// <summary>One directed pool's part of what a KME keeps in spare for all its peers; the end with more peers decides.</summary>
    public long SpareBytes(LinkId pair, long bytesOfAKme) =>
        bytesOfAKme / (2 * Math.Max(1, Math.Max(peers.GetValueOrDefault(pair.Smaller), peers.GetValueOrDefault(pair.Larger))));
}
