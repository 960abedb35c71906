using QkdMec.Grains.Identity;

namespace QkdMec.Grains.QkdNetworks.Topologies;

/// <summary>What operators changed of the network; it outlives the process.</summary>
[GenerateSerializer, Alias(TypeAliases.NetworkTopologyState)]
internal sealed class NetworkTopologyState
{
    /// <summary>The changes.</summary>
    [Id(0)]
    public NetworkEdits Edits { get; set; } = NetworkEdits.None;
}
