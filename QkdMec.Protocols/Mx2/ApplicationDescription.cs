using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Mx2;

/// <summary>ETSI MEC 016: what is said of an application beside its id.</summary>
public abstract record ApplicationDescription
{
    /// <summary>Its name, at most 32 characters.</summary>
    [JsonPropertyName("appName")]
    public required string AppName { get; init; }

    /// <summary>Who provides it, at most 32 characters.</summary>
    [JsonPropertyName("appProvider")]
    public required string AppProvider { get; init; }

    /// <summary>The version of its software, at most 32 characters.</summary>
    [JsonPropertyName("appSoftVersion")]
    public required string AppSoftVersion { get; init; }

    /// <summary>The version of its descriptor.</summary>
    [JsonPropertyName("appDVersion")]
    public required string AppDVersion { get; init; }

    /// <summary>What it does, at most 128 characters.</summary>
    [JsonPropertyName("appDescription")]
    public required string AppDescription { get; init; }

    /// <summary>Where it can be used.</summary>
    [JsonPropertyName("appLocation")]
    public IReadOnlyList<LocationConstraints>? AppLocation { get; init; }

    /// <summary>What it needs.</summary>
    [JsonPropertyName("appCharcs")]
    public AppCharacteristics? AppCharcs { get; init; }
}
