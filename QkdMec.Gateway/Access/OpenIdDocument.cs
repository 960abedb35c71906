using System.Text.Json.Serialization;
using QkdMec.Protocols.Tls;

namespace QkdMec.Gateway.Access;

/// <summary>The document in <c>openid.json</c>; the options say what each member means.</summary>
internal sealed record OpenIdDocument
{
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("audience")]
    public required string Audience { get; init; }

    [JsonPropertyName("rolesClaim")]
    public string? RolesClaim { get; init; }

    [JsonPropertyName("algorithms")]
    public string[]? Algorithms { get; init; }

    /// <summary>The file of the authorities that may vouch for the provider, PEM.</summary>
    [JsonPropertyName("authorities")]
    public string? Authorities { get; init; }

    [JsonPropertyName("clockSkewSeconds")]
    public double? ClockSkewSeconds { get; init; }

    /// <summary>As the gateway takes it.</summary>
    /// <exception cref="InvalidDataException">The authorities cannot be read.</exception>
    public OpenIdOptions ToOptions()
    {
        var options = new OpenIdOptions { Issuer = Issuer, Audience = Audience };
        return options with
        {
            RolesClaim = RolesClaim ?? options.RolesClaim,
            Algorithms = Algorithms is null ? options.Algorithms : [.. Algorithms],
            Authorities = Authorities is null ? null : TrustedAuthorities.Read(Authorities),
            ClockSkew = ClockSkewSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, -1, 3600)) : options.ClockSkew,
        };
    }
}
