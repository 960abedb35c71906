using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>An alarm that a KME raised.</summary>
public sealed record NetworkAlarm
{
    /// <summary>The KME.</summary>
    [JsonPropertyName("kme")]
    public required string Kme { get; init; }

    /// <summary>What happened.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>The link or the neighbour it happened with.</summary>
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>When it began.</summary>
    [JsonPropertyName("firstAt")]
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When it was last seen.</summary>
    [JsonPropertyName("lastAt")]
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How often.</summary>
    [JsonPropertyName("count")]
    public required long Count { get; init; }
}

/// <summary>The last alarms of all KMEs that answered, the newest first.</summary>
public sealed record NetworkAlarmList
{
    /// <summary>The alarms.</summary>
    [JsonPropertyName("alarms")]
    public required IReadOnlyList<NetworkAlarm> Alarms { get; init; }

    /// <summary>KMEs that did not answer in time.</summary>
    [JsonPropertyName("silent")]
    public required IReadOnlyList<string> Silent { get; init; }
}
