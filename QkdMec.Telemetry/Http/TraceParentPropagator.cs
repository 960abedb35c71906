using System.Diagnostics;

namespace QkdMec.Telemetry.Http;

/// <summary>
/// Takes the trace's id and parent from a request and nothing else. What a client app puts into <c>tracestate</c> and <c>baggage</c> is text of its own,
/// which would go on in clear to the edge, to every KME and to the collector.
/// </summary>
internal sealed class TraceParentPropagator : DistributedContextPropagator
{
    private const string TraceParent = "traceparent";

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Fields => [TraceParent];

    /// <inheritdoc/>
    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
        if (activity is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
        {
            setter?.Invoke(carrier, TraceParent, id);
        }
    }

    /// <inheritdoc/>
    public override void ExtractTraceIdAndState(object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState)
    {
        (traceId, traceState) = (null, null);
        getter?.Invoke(carrier, TraceParent, out traceId, out _);
    }

    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(object? carrier, PropagatorGetterCallback? getter) => null;
}
