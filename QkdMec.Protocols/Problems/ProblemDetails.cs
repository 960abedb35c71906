using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Problems;

/// <summary>An error over HTTP (RFC 9457), media type <c>application/problem+json</c>; absent members are omitted.</summary>
public sealed record ProblemDetails
{
    /// <summary>The media type of this document.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>What every <see cref="Type"/> of this system begins with.</summary>
    public const string TypePrefix = "urn:qkdmec:";

    /// <summary>The kind of error: <c>urn:qkdmec:</c> and a code.</summary>
    [JsonPropertyName("type")]
    public string? Type { get; init; }

    /// <summary>The kind of error in words; the same for every occurrence.</summary>
    [JsonPropertyName("title")]
    public string? Title { get; init; }

    /// <summary>The HTTP status.</summary>
    [JsonPropertyName("status")]
    public int Status { get; init; }

    /// <summary>What went wrong this time.</summary>
    [JsonPropertyName("detail")]
    public string? Detail { get; init; }

    /// <summary>The resource it went wrong on.</summary>
    [JsonPropertyName("instance")]
    public string? Instance { get; init; }

    /// <summary>The code in <see cref="Type"/>; null when the type is not one of this system.</summary>
    [JsonIgnore]
    public string? Code =>
        Type?.StartsWith(TypePrefix, StringComparison.Ordinal) == true ? Type[TypePrefix.Length..] : null;
}
