namespace QkdMec.Grains.Identity;

/// <summary>Which end of a directed key pool allocates its positions.</summary>
[GenerateSerializer, Alias(TypeAliases.PoolDirection)]
public enum PoolDirection
{
    /// <summary>This end allocates: keys that this KME's SAEs are master of, and pads it sends under.</summary>
    Outbound,

    /// <summary>The other end allocates.</summary>
    Inbound,
}
