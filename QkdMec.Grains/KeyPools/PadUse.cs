namespace QkdMec.Grains.KeyPools;

/// <summary>How consuming a pad ended.</summary>
public enum PadUse
{
    /// <summary>This KME's vault failed, or whoever serves the pad's block did not answer: whether it is used up is unknown.</summary>
    Unavailable,

    /// <summary>Consumed, durably, by this call.</summary>
    Consumed,

    /// <summary>It was consumed before, so what came under it is a replay.</summary>
    UsedBefore,
}
