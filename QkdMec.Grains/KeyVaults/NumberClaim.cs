namespace QkdMec.Grains.KeyVaults;

/// <summary>How a claim of a block number ended.</summary>
public enum NumberClaim
{
    /// <summary>The number is the caller's, and no lower one can be claimed any more.</summary>
    Claimed,

    /// <summary>This number or a higher one was claimed before.</summary>
    Stale,

    /// <summary>The pool stands in another epoch.</summary>
    WrongEpoch,
}
