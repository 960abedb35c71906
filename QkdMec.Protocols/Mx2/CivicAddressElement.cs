using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: an element of a civic address.</summary>
public sealed record CivicAddressElement
{
    /// <summary>What the value is, by the octet of RFC 4776, clause 3.4.</summary>
    [JsonPropertyName("caType")]
    public required int CaType { get; init; }

    /// <summary>The value.</summary>
    [JsonPropertyName("caValue")]
    public required string CaValue { get; init; }
}
