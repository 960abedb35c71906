using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyPools;

/// <summary>How the two ends of a pool came to hold a block. No secret.</summary>
[GenerateSerializer, Alias(TypeAliases.BlockOrigin)]
public enum BlockOrigin
{
    /// <summary>The QKD modules of a link between the two KMEs made it.</summary>
    Link,

    /// <summary>It was drawn at one end and came to the other through trusted relays, who saw it.</summary>
    Relayed,

    /// <summary>The site's own generator made it: both SAEs are at one KME.</summary>
    Local,
}
