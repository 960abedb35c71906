using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>What a change of the topology came to.</summary>
public sealed record TopologyChange
{
    /// <summary>The version of the topology now.</summary>
    [JsonPropertyName("version")]
    public required long Version { get; init; }

    /// <summary>KMEs that have not confirmed the change yet; they take it up as soon as they answer.</summary>
    [JsonPropertyName("pending")]
    public required IReadOnlyList<string> Pending { get; init; }

    /// <summary>After a SAE was attached: where it draws its keys, when that is known here.</summary>
    [JsonPropertyName("keyAddress")]
    public Uri? KeyAddress { get; init; }
}
