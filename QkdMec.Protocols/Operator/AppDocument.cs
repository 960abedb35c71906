using System.Text.Json;
using System.Text.Json.Serialization;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Protocols.Operator;

/// <summary>An on-boarded application.</summary>
public sealed record AppDocument
{
    /// <summary>The application as Mx2's list shows it.</summary>
    [JsonPropertyName("appInfo")]
    public required ApplicationInfo AppInfo { get; init; }

    /// <summary>The function behind it.</summary>
    [JsonPropertyName("function")]
    public required string Function { get; init; }

    /// <summary>Where it may run; absent for anywhere.</summary>
    [JsonPropertyName("placement")]
    public AppPlacementRules? Placement { get; init; }

    /// <summary>An object of the vendor's own, with its <c>vendorId</c>.</summary>
    [JsonPropertyName("vendorSpecificExt")]
    public JsonElement? VendorSpecificExt { get; init; }
}

/// <summary>Where an application may run, for whom, and what its contexts hold.</summary>
public sealed record AppPlacementRules
{
    /// <summary>Hosts as <c>site/host</c>; absent or empty allows all.</summary>
    [JsonPropertyName("allowedHosts")]
    public IReadOnlyList<string>? AllowedHosts { get; init; }

    /// <summary>Hosts as <c>site/host</c>; they win over the allowed ones.</summary>
    [JsonPropertyName("deniedHosts")]
    public IReadOnlyList<string>? DeniedHosts { get; init; }

    /// <summary>Key rate held for each context, in bit/s; absent takes the system's.</summary>
    [JsonPropertyName("keyRateBitsPerSecond")]
    public double? KeyRateBitsPerSecond { get; init; }

    /// <summary>How many contexts one instance on a host serves; absent: any number.</summary>
    [JsonPropertyName("contextsPerInstance")]
    public int? ContextsPerInstance { get; init; }

    /// <summary>The device applications that may have contexts; absent or empty allows all.</summary>
    [JsonPropertyName("allowedDeviceApps")]
    public IReadOnlyList<string>? AllowedDeviceApps { get; init; }

    /// <summary>The clients that may have contexts, as their tokens name them; absent or empty allows all.</summary>
    [JsonPropertyName("allowedClients")]
    public IReadOnlyList<string>? AllowedClients { get; init; }
}
