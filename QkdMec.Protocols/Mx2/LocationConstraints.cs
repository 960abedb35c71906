using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: a location as a country, a civic address or an area; an area counts more than an address.</summary>
public sealed record LocationConstraints
{
    /// <summary>ISO 3166, two capital letters.</summary>
    [JsonPropertyName("countryCode")]
    public string? CountryCode { get; init; }

    /// <summary>Elements of a civic address (RFC 4776).</summary>
    [JsonPropertyName("civicAddressElement")]
    public IReadOnlyList<CivicAddressElement>? CivicAddressElement { get; init; }

    /// <summary>A geographical area.</summary>
    [JsonPropertyName("area")]
    public Polygon? Area { get; init; }
}
