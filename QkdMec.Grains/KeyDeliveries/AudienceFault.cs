namespace QkdMec.Grains.KeyDeliveries;

/// <summary>What is wrong with the additional slaves of an order.</summary>
public enum AudienceFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>There are more than the KME offers.</summary>
    TooMany,

    /// <summary>The caller is among them.</summary>
    Caller,

    /// <summary>One stands twice, or is the slave of the path.</summary>
    Twice,

    /// <summary>One is not known in the network.</summary>
    Unknown,
}
