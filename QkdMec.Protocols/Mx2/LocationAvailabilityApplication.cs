using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016 <c>ApplicationLocationAvailability.appInfo</c>: an application and where it can be instantiated.</summary>
public sealed record LocationAvailabilityApplication
{
    /// <summary>Its name, at most 32 characters.</summary>
    [JsonPropertyName("appName")]
    public required string AppName { get; init; }

    /// <summary>Who provides it, at most 32 characters.</summary>
    [JsonPropertyName("appProvider")]
    public required string AppProvider { get; init; }

    /// <summary>The version of its software, at most 32 characters.</summary>
    [JsonPropertyName("appSoftVersion")]
    public string? AppSoftVersion { get; init; }

    /// <summary>The version of its descriptor.</summary>
    [JsonPropertyName("appDVersion")]
    public required string AppDVersion { get; init; }

    /// <summary>What it does, at most 128 characters.</summary>
    [JsonPropertyName("appDescription")]
    public string? AppDescription { get; init; }

    /// <summary>Where it can be instantiated; in responses, where none means nowhere.</summary>
    [JsonPropertyName("availableLocations")]
    public IReadOnlyList<AvailableLocation>? AvailableLocations { get; init; }

    /// <summary>Where a package of an application stands that is not in the list.</summary>
    [JsonPropertyName("appPackageSource")]
    public string? AppPackageSource { get; init; }
}
