using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>What a MEC host's platform measures.</summary>
public sealed record HostTelemetry
{
    /// <summary>Processor load, 0 to 1.</summary>
    [JsonPropertyName("load")]
    public required double Load { get; init; }
}
