using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016 <c>AppContext.appInfo</c>: which application a context is for, and its instances.</summary>
public sealed record AppContextApplication
{
    /// <summary>The id of its descriptor; without it name, provider and versions decide.</summary>
    [JsonPropertyName("appDId")]
    public string? AppDId { get; init; }

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

    /// <summary>Its instances for this user, at least one.</summary>
    [JsonPropertyName("userAppInstanceInfo")]
    public required IReadOnlyList<UserAppInstanceInfo> UserAppInstanceInfo { get; init; }

    /// <summary>Where a package of an application stands that is not in the list.</summary>
    [JsonPropertyName("appPackageSource")]
    public string? AppPackageSource { get; init; }
}
