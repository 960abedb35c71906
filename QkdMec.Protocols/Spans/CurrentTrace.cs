using System.Diagnostics;
using QkdMec.Protocols.Steps;

namespace QkdMec.Protocols.Spans;

/// <summary>The trace of what runs here now.</summary>
public static class CurrentTrace
{
    /// <summary>Its W3C trace id, or a fresh one when nothing is traced.</summary>
    public static string Id => Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.TraceId.ToHexString() : TraceParent.NewTraceId();

    /// <summary>Whether its spans are recorded: then the HTTP client carries it on by itself.</summary>
    public static bool IsRecorded => Activity.Current is { Recorded: true };

    /// <summary>Leaves it: what this method of the caller does from here on belongs to no request.</summary>
    public static void Leave() => Activity.Current = null;
}
