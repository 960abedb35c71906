namespace QkdMec.Functions.Workers;

/// <summary>Why a worker did not do what its host asked for.</summary>
public enum WorkerRefusal
{
    /// <summary>It did.</summary>
    None,

    /// <summary>The worker does not hold that key, or no longer. Nothing ran.</summary>
    KeyUnknown,

    /// <summary>The worker's KME does not give it that key. Nothing ran.</summary>
    KeyNotFound,

    /// <summary>The worker's KME does not answer. Nothing ran.</summary>
    KmeUnavailable,

    /// <summary>The message does not verify, or is none. Nothing ran.</summary>
    NotAuthentic,

    /// <summary>The message or its activation came before. What it was asked for may have run then.</summary>
    Repeated,

    /// <summary>As many functions run as the worker takes at once. Nothing ran.</summary>
    Busy,

    /// <summary>The worker is about to end. Nothing ran.</summary>
    Stopping,

    /// <summary>There is no connection, or the other end is not that worker. Nothing was sent.</summary>
    Unreachable,

    /// <summary>It was sent, and no answer came: nobody knows whether it ran.</summary>
    Lost,
}
