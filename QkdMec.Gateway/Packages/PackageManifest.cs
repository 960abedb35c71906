using System.Text.Json;
using System.Text.Json.Serialization;
using QkdMec.Gateway.Operator;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Packages;

/// <summary>A package: what an operator sends to on-board an application, and the version of this format.</summary>
internal sealed record PackageManifest
{
    /// <summary>The version that is read here.</summary>
    public const int Version = 1;

    [JsonPropertyName("formatVersion")]
    public required int FormatVersion { get; init; }

    [JsonPropertyName("appInfo")]
    public required NewAppInfo AppInfo { get; init; }

    [JsonPropertyName("function")]
    public required string Function { get; init; }

    [JsonPropertyName("placement")]
    public AppPlacementRules? Placement { get; init; }

    [JsonPropertyName("vendorSpecificExt")]
    public JsonElement? VendorSpecificExt { get; init; }

    /// <summary>The application as an operator would send it.</summary>
    public NewAppDocument ToDocument() => new() { AppInfo = AppInfo, Function = Function, Placement = Placement, VendorSpecificExt = VendorSpecificExt };
}
