using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Operator;

/// <summary>What is said of a MEC host that is to take contexts; what is absent is as configured, or else the default.</summary>
public sealed record HostTermsDocument
{
    /// <summary>How many app contexts it takes at once.</summary>
    [JsonPropertyName("contexts")]
    public int? Contexts { get; init; }

    /// <summary>Memory for applications, in MB.</summary>
    [JsonPropertyName("memoryMegabytes")]
    public int? MemoryMegabytes { get; init; }

    /// <summary>The country it stands in, ISO 3166, two capitals.</summary>
    [JsonPropertyName("countryCode")]
    public string? CountryCode { get; init; }
}
