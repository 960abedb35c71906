using QkdMec.Grains.QkdNetworks;

namespace QkdMec.Tests.Fakes;

/// <summary>A network that does not change.</summary>
internal sealed class FixedNetwork(NetworkTopology topology) : INetworkDirectory
{
    public NetworkTopology Topology => topology;
}
