using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>RFC 7946: a polygon of linear rings, the outer one first; a position is longitude, latitude and perhaps altitude.</summary>
public sealed record Polygon
{
    /// <summary>The value of <see cref="Type"/>.</summary>
    public const string TypeName = "Polygon";

    /// <summary>Always <c>Polygon</c>.</summary>
    [JsonPropertyName("type")]
    public required string Type { get; init; }

    /// <summary>The rings.</summary>
    [JsonPropertyName("coordinates")]
    public required IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Coordinates { get; init; }

    /// <summary>The bounding box.</summary>
    [JsonPropertyName("bbox")]
    public IReadOnlyList<double>? Bbox { get; init; }
}
