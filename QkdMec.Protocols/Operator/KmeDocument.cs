using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>A KME with its pools and alarms.</summary>
public sealed record KmeDocument
{
    /// <summary>Its site.</summary>
    [JsonPropertyName("site")]
    public required string Site { get; init; }

    /// <summary>Its id.</summary>
    [JsonPropertyName("kme")]
    public required string Kme { get; init; }

    /// <summary>The SAEs attached to it.</summary>
    [JsonPropertyName("saes")]
    public required IReadOnlyList<string> Saes { get; init; }

    /// <summary>Its ends of directed key pools.</summary>
    [JsonPropertyName("pools")]
    public required IReadOnlyList<PoolSummary> Pools { get; init; }

    /// <summary>The last alarms, the oldest first.</summary>
    [JsonPropertyName("alarms")]
    public required IReadOnlyList<AlarmSummary> Alarms { get; init; }
}

/// <summary>One end of a directed key pool.</summary>
public sealed record PoolSummary
{
    /// <summary>The other KME.</summary>
    [JsonPropertyName("peer")]
    public required string Peer { get; init; }

    /// <summary><c>outbound</c> where this KME allocates, else <c>inbound</c>.</summary>
    [JsonPropertyName("direction")]
    public required string Direction { get; init; }

    /// <summary>Committed bytes that are not leased.</summary>
    [JsonPropertyName("storedBytes")]
    public required long StoredBytes { get; init; }

    /// <summary>The most it stores.</summary>
    [JsonPropertyName("capacityBytes")]
    public required long CapacityBytes { get; init; }

    /// <summary>Whether both ends agreed since this one started.</summary>
    [JsonPropertyName("agreed")]
    public required bool Agreed { get; init; }
}

/// <summary>An alarm of a KME.</summary>
public sealed record AlarmSummary
{
    /// <summary>What happened.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>The link or the neighbour it happened with.</summary>
    [JsonPropertyName("subject")]
    public required string Subject { get; init; }

    /// <summary>When it was last seen.</summary>
    [JsonPropertyName("lastAt")]
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How often.</summary>
    [JsonPropertyName("count")]
    public required long Count { get; init; }
}

/// <summary>All KMEs that answered, by id.</summary>
public sealed record KmeList
{
    /// <summary>The KMEs.</summary>
    [JsonPropertyName("kmes")]
    public required IReadOnlyList<KmeDocument> Kmes { get; init; }

    /// <summary>KMEs that did not answer in time.</summary>
    [JsonPropertyName("silent")]
    public required IReadOnlyList<string> Silent { get; init; }
}
