namespace QkdMec.Gateway.Functions;

/// <summary>How long requests to a context may take and how large they may be.</summary>
public sealed record FunctionLimits
{
    /// <summary>A negotiation asks one grain. Default 2 s.</summary>
    public TimeSpan NegotiateWithin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An activation writes once and waits up to 3 s for the host's KME. Default 4 s.</summary>
    public TimeSpan ActivateWithin { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>An invocation runs a function, which has 60 s. Default 65 s.</summary>
    public TimeSpan InvokeWithin { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>How long a watcher of steps pauses between looks at the journal. Default 250 ms.</summary>
    public TimeSpan WatchPause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The most watchers of the steps of one context at one gateway. Default 8.</summary>
    public int MaxWatchersPerContext { get; init; } = 8;

    /// <summary>The largest JSON body in bytes; a report of steps is the largest. Default 32 KiB.</summary>
    public int MaxDocumentBytes { get; init; } = 32 * 1024;
}
