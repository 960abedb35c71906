using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Functions.Workers;

/// <summary>Whom a worker serves and what it bears.</summary>
public sealed record WorkerOptions
{
    /// <summary>The worker's own SAE, as its certificate says it.</summary>
    public required SaeId Sae { get; init; }

    /// <summary>The SAEs of the MEC hosts that it serves; all others are refused.</summary>
    public required ImmutableArray<SaeId> Hosts { get; init; }

    /// <summary>How many functions run at once, 1 to 1024; each holds its arguments three times. Default 32. One more is refused, and the host asks another worker.</summary>
    public int MaxRuns { get; init; } = 32;

    /// <summary>How many sessions are kept: each process of a MEC host has one. Default 16; the longest unused gives way.</summary>
    public int MaxSessions { get; init; } = 16;

    /// <summary>How long a session's keys are kept without use. Default 15 minutes; the host draws a new one afterwards.</summary>
    public TimeSpan ForgetAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The longest wait for the worker's KME, which answers within 2 s. Default 3 s.</summary>
    public TimeSpan KeyFetchTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many activation ids are remembered, about 100 bytes each, so that none runs twice. Default 65 536; the oldest give way.</summary>
    public int MaxRememberedActivations { get; init; } = 64 * 1024;

    /// <summary>Limits of a key and the overlap of two.</summary>
    public HostSessionOptions Session { get; init; } = new();
}
