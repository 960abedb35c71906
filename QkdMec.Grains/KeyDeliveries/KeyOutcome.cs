namespace QkdMec.Grains.KeyDeliveries;

/// <summary>How a request for keys ended.</summary>
public enum KeyOutcome
{
    /// <summary>Every key asked for is in the batch.</summary>
    Delivered,

    /// <summary>The network has no such SAE.</summary>
    UnknownSae,

    /// <summary>The other SAE is the caller itself.</summary>
    SameSae,

    /// <summary>There are keys, but neither those in hand nor the next ones are as the request demands; nothing was consumed.</summary>
    NotMet,

    /// <summary>The pool has too few bytes.</summary>
    Exhausted,

    /// <summary>The other KME did not answer, so nothing may be issued.</summary>
    PeerUnreachable,

    /// <summary>This KME's vault or storage failed, or it is stopping.</summary>
    Unavailable,

    /// <summary>One of the ids names no key that can be fetched; nothing was consumed.</summary>
    NotFound,

    /// <summary>One of the ids is of another pair of SAEs; nothing was consumed.</summary>
    NotYours,

    /// <summary>The caller showed too many wrong ids.</summary>
    RateLimited,

    /// <summary>The pair of SAEs drew as much as it may; nothing was consumed.</summary>
    QuotaExceeded,
}
