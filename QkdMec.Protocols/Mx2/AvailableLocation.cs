using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: a location where an application can be instantiated.</summary>
public sealed record AvailableLocation
{
    /// <summary>The location; without attributes where it is not told.</summary>
    [JsonPropertyName("appLocation")]
    public LocationConstraints? AppLocation { get; init; }
}
