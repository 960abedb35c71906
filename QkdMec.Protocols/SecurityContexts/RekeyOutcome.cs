namespace QkdMec.Protocols.SecurityContexts;

/// <summary>How drawing and agreeing a key ended.</summary>
public enum RekeyStatus
{
    /// <summary>Both ends hold the key.</summary>
    Keyed,

    /// <summary>This site's KME is short of keys.</summary>
    KeyShortage,

    /// <summary>A KME does not answer, or too many keys were asked for in a row.</summary>
    KmeUnavailable,

    /// <summary>A KME refused the key: the two SAEs do not share one.</summary>
    KeyRefused,

    /// <summary>The host allows none of the offered cipher suites.</summary>
    NoCommonSuite,

    /// <summary>The edge does not know the context any more.</summary>
    ContextGone,

    /// <summary>The edge does not take the perimeter's token.</summary>
    NotAdmitted,

    /// <summary>The edge does not answer.</summary>
    EdgeUnreachable,
}

/// <summary>How drawing and agreeing a key ended, and when to try again.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="RetryAfter">When to try again; null when nobody said so.</param>
public readonly record struct RekeyOutcome(RekeyStatus Status, TimeSpan? RetryAfter = null);
