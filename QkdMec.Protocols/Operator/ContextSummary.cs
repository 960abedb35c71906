using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>An app context as the operator sees it.</summary>
public sealed record ContextSummary
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("contextId")]
    public required string ContextId { get; init; }

    /// <summary>The device application.</summary>
    [JsonPropertyName("associateDevAppId")]
    public required string AssociateDevAppId { get; init; }

    /// <summary>The application's id.</summary>
    [JsonPropertyName("appDId")]
    public required string AppDId { get; init; }

    /// <summary>The application's name.</summary>
    [JsonPropertyName("appName")]
    public required string AppName { get; init; }

    /// <summary>The function that runs.</summary>
    [JsonPropertyName("function")]
    public required string Function { get; init; }

    /// <summary>The host, as <c>site/host</c>.</summary>
    [JsonPropertyName("host")]
    public required string Host { get; init; }

    /// <summary>When it became active.</summary>
    [JsonPropertyName("createdAt")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The client that made it; absent when clients were not told apart.</summary>
    [JsonPropertyName("client")]
    public string? Client { get; init; }
}

/// <summary>A page of contexts, by host and id.</summary>
public sealed record ContextPage
{
    /// <summary>The contexts.</summary>
    [JsonPropertyName("contexts")]
    public required IReadOnlyList<ContextSummary> Contexts { get; init; }

    /// <summary>What <c>after</c> takes to read on; absent on the last page.</summary>
    [JsonPropertyName("next")]
    public string? Next { get; init; }
}
