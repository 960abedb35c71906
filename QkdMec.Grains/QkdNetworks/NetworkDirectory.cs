namespace QkdMec.Grains.QkdNetworks;

/// <summary>A topology that stays as it is while the process runs.</summary>
internal sealed class NetworkDirectory(NetworkTopology topology) : INetworkDirectory
{
    public NetworkTopology Topology => topology;
}
