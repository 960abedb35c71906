namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>A span as a collector gets it.</summary>
internal sealed record OtlpSpan(string TraceId, string SpanId, string ParentId, string Name)
{
    /// <summary>The activity source.</summary>
    public required string Source { get; init; }

    /// <summary>What it says of itself.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    /// <summary>What its process says of itself.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>The names of its events.</summary>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>The spans of an export request.</summary>
    public static IEnumerable<OtlpSpan> In(byte[] request) =>
        from resource in new ProtoMessage(request).Messages(1)
        let said = OtlpText.Attributes(resource.Message(1)!, 1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new OtlpSpan(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5))
        {
            Source = scope.Message(1)!.Text(1),
            Attributes = OtlpText.Attributes(span, 9),
            Resource = said,
            Events = [.. span.Messages(11).Select(happened => happened.Text(2))],
        };

    public override string ToString() => $"{Source}: {Name} [{SpanId} in {ParentId}] {string.Join(' ', Attributes)} {string.Join(' ', Events)}";
}
