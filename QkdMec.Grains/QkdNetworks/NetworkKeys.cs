namespace QkdMec.Grains.QkdNetworks;

/// <summary>The grain keys of the network.</summary>
public static class NetworkKeys
{
    /// <summary>The key of the one network of a system.</summary>
    public const string Network = "qkd";
}
