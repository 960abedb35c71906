namespace Orleans.Runtime;

/// <summary>How a grain timer runs.</summary>
public struct GrainTimerCreationOptions
{
    /// <summary>Time to the first tick.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>Rest from the end of a tick to the next; infinite ticks once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>Whether a tick may run between the awaits of a call.</summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a tick counts as use, so that the activation is not collected.</summary>
    public bool KeepAlive { get; init; }
}
