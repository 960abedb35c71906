namespace QkdMec.Protocols.SecurityContexts;

/// <summary>Codes of refusals below a <c>referenceURI</c>; a problem's <c>type</c> is <c>urn:qkdmec:CODE</c> (ADR 0007).</summary>
public static class SecurityContextProblems
{
    /// <summary>404: no such context on this host.</summary>
    public const string UnknownContext = "unknown-context";

    /// <summary>308: the context is on another host; nothing was done here.</summary>
    public const string ContextMoved = "context-moved";

    /// <summary>400: none of the offered suites is allowed here.</summary>
    public const string NoCommonSuite = "no-common-suite";

    /// <summary>409: no negotiation fits the activation.</summary>
    public const string NotNegotiated = "not-negotiated";

    /// <summary>409: the generation is not higher than the last one.</summary>
    public const string StaleGeneration = "stale-generation";

    /// <summary>409: the host's KME has no such key for the two SAEs.</summary>
    public const string KeyNotFound = "key-not-found";

    /// <summary>503: the host's KME did not answer.</summary>
    public const string KmeUnavailable = "kme-unavailable";

    /// <summary>429: too many activations.</summary>
    public const string RateLimited = "rate-limited";

    /// <summary>400: not what the request should hold.</summary>
    public const string Malformed = "malformed";

    /// <summary>400: the message does not verify.</summary>
    public const string NotAuthentic = "not-authentic";

    /// <summary>409: the host does not hold the key; it did not run the function.</summary>
    public const string KeyUnknown = "key-unknown";

    /// <summary>409: the key is used up; the host did not run the function.</summary>
    public const string KeyExpired = "key-expired";

    /// <summary>409: seen before.</summary>
    public const string Replayed = "replayed";

    /// <summary>409: the invocation is still running.</summary>
    public const string StillRunning = "still-running";

    /// <summary>413: the message is too large.</summary>
    public const string TooLarge = "too-large";

    /// <summary>503: the host did not answer in time, or does not run.</summary>
    public const string HostUnavailable = "host-unavailable";

    /// <summary>502: the function ran, or may have, but its outcome is lost.</summary>
    public const string OutcomeUnknown = "outcome-unknown";

    /// <summary>504: the host did not answer in time; whether the function ran is unknown.</summary>
    public const string TimedOut = "timed-out";
}
