using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: an application as the list shows it.</summary>
public sealed record ApplicationInfo : ApplicationDescription
{
    /// <summary>The id of its descriptor.</summary>
    [JsonPropertyName("appDId")]
    public required string AppDId { get; init; }
}
