using System.Diagnostics;

namespace QkdMec.Protocols.Steps;

/// <summary>The W3C trace context header <c>traceparent</c>.</summary>
public static class TraceParent
{
    /// <summary>The header's name.</summary>
    public const string HeaderName = "traceparent";

    /// <summary>Hexadecimal digits of a trace id.</summary>
    public const int TraceIdLength = 32;

    /// <summary>The trace id of a header; empty when it is not one.</summary>
    public static string TraceIdOf(string? header) =>
        ActivityContext.TryParse(header, null, out var context) ? context.TraceId.ToHexString() : "";

    /// <summary>A header that starts or continues the trace <paramref name="traceId"/>, or a fresh one when it is empty.</summary>
    /// <param name="traceId">W3C trace id.</param>
    /// <param name="isSampled">Whether the receiver is asked to record it.</param>
    public static string Of(string traceId, bool isSampled = true)
    {
        ArgumentNullException.ThrowIfNull(traceId);
        return $"00-{(traceId.Length > 0 ? traceId : NewTraceId())}-{ActivitySpanId.CreateRandom().ToHexString()}-{(isSampled ? "01" : "00")}";
    }

    /// <summary>A fresh trace id.</summary>
    public static string NewTraceId() => ActivityTraceId.CreateRandom().ToHexString();

    /// <summary>Whether <paramref name="traceId"/> is empty or 32 lower-case hexadecimal digits.</summary>
    public static bool IsTraceId(string? traceId) => traceId is { Length: 0 or TraceIdLength }
        && traceId.All(character => character is (>= '0' and <= '9') or (>= 'a' and <= 'f'));
}
