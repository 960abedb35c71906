using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Qkd014;

/// <summary>Status of ETSI GS QKD 014 V1.1.1, clause 6.1, in the standard's spelling.</summary>
public sealed record KeyStatusDocument
{
    /// <summary>The KME that answers.</summary>
    [JsonPropertyName("source_KME_ID")]
    public required string SourceKmeId { get; init; }

    /// <summary>The other SAE's KME.</summary>
    [JsonPropertyName("target_KME_ID")]
    public required string TargetKmeId { get; init; }

    /// <summary>The caller.</summary>
    [JsonPropertyName("master_SAE_ID")]
    public required string MasterSaeId { get; init; }

    /// <summary>The other SAE.</summary>
    [JsonPropertyName("slave_SAE_ID")]
    public required string SlaveSaeId { get; init; }

    /// <summary>The default size of a key, in bits.</summary>
    [JsonPropertyName("key_size")]
    public required int KeySize { get; init; }

    /// <summary>Keys of that size that can be issued now.</summary>
    [JsonPropertyName("stored_key_count")]
    public required int StoredKeyCount { get; init; }

    /// <summary>How many there can be.</summary>
    [JsonPropertyName("max_key_count")]
    public required int MaxKeyCount { get; init; }

    /// <summary>The most keys in one request.</summary>
    [JsonPropertyName("max_key_per_request")]
    public required int MaxKeyPerRequest { get; init; }

    /// <summary>The largest key, in bits.</summary>
    [JsonPropertyName("max_key_size")]
    public required int MaxKeySize { get; init; }

    /// <summary>The smallest key, in bits.</summary>
    [JsonPropertyName("min_key_size")]
    public required int MinKeySize { get; init; }

    /// <summary>The most additional slaves; 0: none.</summary>
    [JsonPropertyName("max_SAE_ID_count")]
    public required int MaxSaeIdCount { get; init; }
}
