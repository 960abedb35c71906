using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>The pairs of KMEs that both have SAEs, by their ids.</summary>
public sealed record RouteList
{
    /// <summary>The pairs.</summary>
    [JsonPropertyName("routes")]
    public required IReadOnlyList<PairSummary> Routes { get; init; }
}

/// <summary>The routes between two KMEs.</summary>
public sealed record RouteDetail
{
    /// <summary>The one KME.</summary>
    [JsonPropertyName("from")]
    public required string From { get; init; }

    /// <summary>The other KME.</summary>
    [JsonPropertyName("to")]
    public required string To { get; init; }

    /// <summary>Key stored and not leased, in bits, the smaller of both directions; absent within one KME.</summary>
    [JsonPropertyName("storedBits")]
    public long? StoredBits { get; init; }

    /// <summary>What each routing policy would choose.</summary>
    [JsonPropertyName("choices")]
    public required IReadOnlyList<PolicyChoice> Choices { get; init; }
}

/// <summary>What a routing policy would choose.</summary>
public sealed record PolicyChoice
{
    /// <summary>The policy.</summary>
    [JsonPropertyName("policy")]
    public required string Policy { get; init; }

    /// <summary>Whether the network chooses by it.</summary>
    [JsonPropertyName("inUse")]
    public required bool InUse { get; init; }

    /// <summary>The route, both ends included; empty when there is none.</summary>
    [JsonPropertyName("route")]
    public required IReadOnlyList<string> Route { get; init; }

    /// <summary>What the route can still make, in bit/s, beyond what is reserved.</summary>
    [JsonPropertyName("freeBitsPerSecond")]
    public required double FreeBitsPerSecond { get; init; }
}
