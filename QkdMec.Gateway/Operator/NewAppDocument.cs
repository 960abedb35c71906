using System.Text.Json;
using System.Text.Json.Serialization;
using QkdMec.Protocols.Mx2;
using QkdMec.Protocols.Operator;

namespace QkdMec.Gateway.Operator;

/// <summary>An application to on-board.</summary>
internal sealed record NewAppDocument
{
    [JsonPropertyName("appInfo")]
    public required NewAppInfo AppInfo { get; init; }

    [JsonPropertyName("function")]
    public required string Function { get; init; }

    [JsonPropertyName("placement")]
    public AppPlacementRules? Placement { get; init; }

    [JsonPropertyName("vendorSpecificExt")]
    public JsonElement? VendorSpecificExt { get; init; }
}

/// <summary>As in ApplicationList, but the id may be left to the system.</summary>
internal sealed record NewAppInfo : ApplicationDescription
{
    [JsonPropertyName("appDId")]
    public string? AppDId { get; init; }
}
