using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>A part of the audit log.</summary>
public sealed record AuditDocument
{
    /// <summary>The entries, the oldest first.</summary>
    [JsonPropertyName("entries")]
    public required IReadOnlyList<AuditRecord> Entries { get; init; }

    /// <summary>The number of the newest entry there is; 0 when there is none.</summary>
    [JsonPropertyName("newest")]
    public required long Newest { get; init; }

    /// <summary>What <c>after</c> is for the next part; absent when there is none yet.</summary>
    [JsonPropertyName("next")]
    public long? Next { get; init; }
}

/// <summary>An operation that somebody asked for.</summary>
public sealed record AuditRecord
{
    /// <summary>Its place in the log.</summary>
    [JsonPropertyName("number")]
    public required long Number { get; init; }

    /// <summary>When it was answered.</summary>
    [JsonPropertyName("time")]
    public required DateTimeOffset Time { get; init; }

    /// <summary>The interface: <c>operator</c> or <c>mx2</c>.</summary>
    [JsonPropertyName("interface")]
    public required string Interface { get; init; }

    /// <summary>Who asked; absent where clients are not told apart.</summary>
    [JsonPropertyName("client")]
    public string? Client { get; init; }

    /// <summary>The HTTP method.</summary>
    [JsonPropertyName("method")]
    public required string Method { get; init; }

    /// <summary>The path.</summary>
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    /// <summary>The HTTP status of the answer.</summary>
    [JsonPropertyName("status")]
    public required int Status { get; init; }

    /// <summary>The path of what was created; absent when nothing was.</summary>
    [JsonPropertyName("created")]
    public string? Created { get; init; }
}
