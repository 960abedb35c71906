using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016 <c>appCharcs</c>: what an application needs.</summary>
public sealed record AppCharacteristics
{
    /// <summary>Memory in MB.</summary>
    [JsonPropertyName("memory")]
    public int? Memory { get; init; }

    /// <summary>Storage in MB.</summary>
    [JsonPropertyName("storage")]
    public int? Storage { get; init; }

    /// <summary>Round trip in ms.</summary>
    [JsonPropertyName("latency")]
    public int? Latency { get; init; }

    /// <summary>Bandwidth in kbit/s.</summary>
    [JsonPropertyName("bandwidth")]
    public int? Bandwidth { get; init; }

    /// <summary>Whether service continuity is required: 0 no, 1 yes.</summary>
    [JsonPropertyName("serviceCont")]
    public int? ServiceCont { get; init; }
}
