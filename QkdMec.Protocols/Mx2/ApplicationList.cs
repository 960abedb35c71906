using System.Text.Json;
using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: the applications a device may use.</summary>
public sealed record ApplicationList
{
    /// <summary>The applications; present also when there is none.</summary>
    [JsonPropertyName("appList")]
    public required IReadOnlyList<ApplicationListEntry> AppList { get; init; }
}

/// <summary>An application of the list.</summary>
public sealed record ApplicationListEntry
{
    /// <summary>What it is.</summary>
    [JsonPropertyName("appInfo")]
    public required ApplicationInfo AppInfo { get; init; }

    /// <summary>An object of the vendor's own, with its <c>vendorId</c>.</summary>
    [JsonPropertyName("vendorSpecificExt")]
    public JsonElement? VendorSpecificExt { get; init; }
}
