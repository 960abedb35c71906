namespace QkdMec.Grains.QkdNetworks;

/// <summary>The topology as it is now; every silo and listener holds one.</summary>
public interface INetworkDirectory
{
    /// <summary>The topology; replaced as a whole when it changes.</summary>
    NetworkTopology Topology { get; }
}
