using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks.Reservations;

namespace QkdMec.Grains.QkdNetworks;

/// <summary>What the network remembers over a restart.</summary>
[GenerateSerializer, Alias(TypeAliases.QkdNetworkState)]
internal sealed class QkdNetworkState
{
    /// <summary>What is held, by pair of KMEs.</summary>
    [Id(0)]
    public ImmutableList<PairHold> Pairs { get; set; } = [];

    /// <summary>Changes whose contexts' own records may not be written yet.</summary>
    [Id(1)]
    public ImmutableList<PendingHold> Pending { get; set; } = [];
}
