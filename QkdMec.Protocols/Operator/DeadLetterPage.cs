using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>A notification that a device application did not take.</summary>
public sealed record DeadLetterSummary
{
    /// <summary>Its id.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The context it is about.</summary>
    [JsonPropertyName("contextId")]
    public required string ContextId { get; init; }

    /// <summary>What it tells: <c>AddressChange</c>, <c>Deleted</c>, <c>Updated</c> or <c>LocationAvailability</c>.</summary>
    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    /// <summary>Where it went, without the query.</summary>
    [JsonPropertyName("address")]
    public required string Address { get; init; }

    /// <summary>How often it was tried.</summary>
    [JsonPropertyName("attempts")]
    public required int Attempts { get; init; }

    /// <summary>How the last attempt failed.</summary>
    [JsonPropertyName("failure")]
    public required string Failure { get; init; }

    /// <summary>When it came up.</summary>
    [JsonPropertyName("queuedAt")]
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>When the last attempt began; absent when there was none.</summary>
    [JsonPropertyName("triedAt")]
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>When it was given up.</summary>
    [JsonPropertyName("givenUpAt")]
    public required DateTimeOffset GivenUpAt { get; init; }
}

/// <summary>A page of dead letters, by context.</summary>
public sealed record DeadLetterPage
{
    /// <summary>The letters.</summary>
    [JsonPropertyName("deadLetters")]
    public required IReadOnlyList<DeadLetterSummary> DeadLetters { get; init; }

    /// <summary>What <c>after</c> takes to read on; absent on the last page.</summary>
    [JsonPropertyName("next")]
    public string? Next { get; init; }
}
