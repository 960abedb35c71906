using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>Who is where in the QKD network.</summary>
public sealed record TopologyDocument
{
    /// <summary>The version of the operators' changes; 0: the scenario as it is.</summary>
    [JsonPropertyName("version")]
    public required long Version { get; init; }

    /// <summary>The KMEs, by id.</summary>
    [JsonPropertyName("kmes")]
    public required IReadOnlyList<KmePlace> Kmes { get; init; }

    /// <summary>The links as they are laid, by id.</summary>
    [JsonPropertyName("links")]
    public required IReadOnlyList<LaidLink> Links { get; init; }

    /// <summary>Changes that have no effect, for the scenario is another one now; each in words.</summary>
    [JsonPropertyName("withoutEffect")]
    public required IReadOnlyList<string> WithoutEffect { get; init; }
}

/// <summary>A KME and what is attached to it.</summary>
public sealed record KmePlace
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("kme")]
    public required string Kme { get; init; }

    /// <summary>Its site.</summary>
    [JsonPropertyName("site")]
    public required string Site { get; init; }

    /// <summary>The SAEs attached to it, by id.</summary>
    [JsonPropertyName("saes")]
    public required IReadOnlyList<string> Saes { get; init; }

    /// <summary>Where its QKD 014 listener is; absent when it has none, or none that is known here.</summary>
    [JsonPropertyName("keyAddress")]
    public Uri? KeyAddress { get; init; }
}

/// <summary>A link as it is laid.</summary>
public sealed record LaidLink : LinkProperties
{
    /// <summary>Its id, <c>kmeA~kmeB</c>.</summary>
    [JsonPropertyName("link")]
    public required string Link { get; init; }
}
