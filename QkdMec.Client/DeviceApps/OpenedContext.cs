namespace QkdMec.Client.DeviceApps;

/// <summary>How opening an app context ended.</summary>
internal enum OpenStatus
{
    /// <summary>There is a context.</summary>
    Opened,

    /// <summary>The edge offers no such application.</summary>
    UnknownApplication,

    /// <summary>The edge has no room, or no key, for another context now.</summary>
    Rejected,

    /// <summary>The edge does not take the perimeter's token for this.</summary>
    NotAdmitted,

    /// <summary>The edge was not reached, or answered something else.</summary>
    EdgeUnreachable,

    /// <summary>The edge did not answer in time.</summary>
    TimedOut,
}

/// <summary>An app context as the edge gave it.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="ContextId">Its id; empty when there is none.</param>
/// <param name="ReferenceUri">Where its functions are reached; empty when there is none.</param>
/// <param name="RetryAfter">When to try again, if the edge said so.</param>
internal sealed record OpenedContext(OpenStatus Status, string ContextId = "", string ReferenceUri = "", TimeSpan? RetryAfter = null);
