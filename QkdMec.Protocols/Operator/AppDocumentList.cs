using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>The catalogue, in the order of on-boarding.</summary>
public sealed record AppDocumentList
{
    /// <summary>The applications.</summary>
    [JsonPropertyName("apps")]
    public required IReadOnlyList<AppDocument> Apps { get; init; }
}
