using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace QkdMec.Protocols.Access;

/// <summary>A token that is written down: whose it is and what it allows. Of the token itself there is only a hash.</summary>
public sealed record AccessToken
{
    /// <summary>Who shows it; several tokens of one client may be good at a time.</summary>
    [JsonPropertyName("client")]
    public required string Client { get; init; }

    /// <summary>The SHA-256 of the token, 64 lower-case hexadecimal digits. The token has 256 random bits, so that no slow hash is needed.</summary>
    [JsonPropertyName("sha256")]
    public required string Sha256 { get; init; }

    /// <summary>Its roles, at least one of <see cref="AccessRoles.All"/>.</summary>
    [JsonPropertyName("roles")]
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>The device applications it may create contexts for; empty: any.</summary>
    [JsonPropertyName("deviceApps")]
    public ImmutableArray<string> DeviceApps { get => field.IsDefault ? [] : field; init; }

    /// <summary>When it was made.</summary>
    [JsonPropertyName("createdAt")]
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is not taken any more; null: never.</summary>
    [JsonPropertyName("expiresAt")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the token is told apart by in lists: the beginning of its hash.</summary>
    [JsonIgnore]
    public string Id => Sha256[..8];
}
