using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyPools;

/// <summary>What a KME knows of a pad that a neighbour names.</summary>
/// <param name="Bytes">The bytes when it is unconsumed; the receiver owns and disposes them.</param>
/// <param name="WasConsumed">Whether it was here and is used up: what comes under it is a replay.</param>
public readonly record struct PeekedPad(KeyMaterial? Bytes, bool WasConsumed)
{
    /// <summary>A pad that this KME never had.</summary>
    public static PeekedPad Unknown => default;

    /// <summary>A pad that was used up.</summary>
    public static PeekedPad Consumed => new(null, true);
}
