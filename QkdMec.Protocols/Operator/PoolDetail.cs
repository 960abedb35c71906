using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>One end of a directed key pool.</summary>
public sealed record PoolDetail
{
    /// <summary>The KME of this end.</summary>
    [JsonPropertyName("kme")]
    public required string Kme { get; init; }

    /// <summary>The other KME.</summary>
    [JsonPropertyName("peer")]
    public required string Peer { get; init; }

    /// <summary><c>outbound</c> where this KME allocates, else <c>inbound</c>.</summary>
    [JsonPropertyName("direction")]
    public required string Direction { get; init; }

    /// <summary>Whether a link joins the two.</summary>
    [JsonPropertyName("isNeighbour")]
    public required bool IsNeighbour { get; init; }

    /// <summary>Committed bytes that are not leased.</summary>
    [JsonPropertyName("storedBytes")]
    public required long StoredBytes { get; init; }

    /// <summary>The most it stores.</summary>
    [JsonPropertyName("capacityBytes")]
    public required long CapacityBytes { get; init; }

    /// <summary>Bytes leased or burnt since the epoch began.</summary>
    [JsonPropertyName("leasedBytes")]
    public required long LeasedBytes { get; init; }

    /// <summary>The epoch; 0 before the first agreement of both ends.</summary>
    [JsonPropertyName("epoch")]
    public required ulong Epoch { get; init; }

    /// <summary>Whether both ends agreed since this one started.</summary>
    [JsonPropertyName("agreed")]
    public required bool Agreed { get; init; }
}

/// <summary>All key pools of the KMEs that answered, by KME, peer and direction.</summary>
public sealed record PoolList
{
    /// <summary>The pools.</summary>
    [JsonPropertyName("pools")]
    public required IReadOnlyList<PoolDetail> Pools { get; init; }

    /// <summary>KMEs that did not answer in time, and pool ends as <c>kme/peer/direction</c>.</summary>
    [JsonPropertyName("silent")]
    public required IReadOnlyList<string> Silent { get; init; }
}
