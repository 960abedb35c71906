using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Steps;

/// <summary>A step that was taken, as it stands in reports and in the operator's view of a context.</summary>
public sealed record StepRecord
{
    /// <summary>The step's name, one of <see cref="KnownSteps"/>.</summary>
    [JsonPropertyName("step")]
    public required string Step { get; init; }

    /// <summary>When it was taken, by the clock of who took it.</summary>
    [JsonPropertyName("at")]
    public required DateTimeOffset At { get; init; }

    /// <summary>How it ended, see <see cref="StepOutcomes"/>.</summary>
    [JsonPropertyName("outcome")]
    public required string Outcome { get; init; }

    /// <summary>The W3C trace id, 32 lower-case hexadecimal digits; empty when there was none.</summary>
    [JsonPropertyName("traceId")]
    public string TraceId { get; init => field = value ?? ""; } = "";

    /// <summary>Number in figure 2 of the demonstration paper. Written in answers, ignored in reports.</summary>
    [JsonPropertyName("figure2"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Figure2 { get; init; }

    /// <summary>Number in figures 4 and 5 of the second paper. Written in answers, ignored in reports.</summary>
    [JsonPropertyName("figure4"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Figure4 { get; init; }

    /// <summary>Who took it. Written in answers, ignored in reports.</summary>
    [JsonPropertyName("component"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Component { get; init; }
}

/// <summary>Steps, in order of time: what the client perimeter reports and what the operator reads.</summary>
public sealed record StepList
{
    /// <summary>The most steps a report may hold.</summary>
    public const int MaxReportLength = 64;

    /// <summary>The steps.</summary>
    [JsonPropertyName("steps")]
    public required IReadOnlyList<StepRecord> Steps { get; init; }
}
