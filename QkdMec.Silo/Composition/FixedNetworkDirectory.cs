using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Silo.Composition;

/// <summary>The topology of a scenario: it does not change while the system runs.</summary>
internal sealed class FixedNetworkDirectory(NetworkTopology topology) : INetworkDirectory
{
    /// <inheritdoc/>
    public NetworkTopology Topology => topology;
}
