using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;
using QkdMec.Protocols.Tls;

namespace QkdMec.Gateway.Access;

/// <summary>The provider over https: its document (OpenID Connect Discovery 1.0), then its key set (RFC 7517).</summary>
internal sealed class OpenIdProvider : IOpenIdProvider, IDisposable
{
    private const int LargestAnswerBytes = 256 * 1024;
    private const int SmallestRsaBits = 2048;

    private readonly string issuer;
    private readonly HttpClient http;

    /// <summary>A provider that is asked nothing yet.</summary>
    public OpenIdProvider(OpenIdOptions options)
    {
        issuer = options.Issuer;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = options.AnswerWithin, PooledConnectionLifetime = TimeSpan.FromMinutes(10) };
        handler.SslOptions = TrustedAuthorities.ClientOptions(options.Authorities);
        http = new HttpClient(handler) { Timeout = options.AnswerWithin, MaxResponseContentBufferSize = LargestAnswerBytes };
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<JsonWebKey>> ReadKeysAsync()
    {
        var document = Parse(await http.GetByteArrayAsync(new Uri(issuer.TrimEnd('/') + "/.well-known/openid-configuration")));
        if (document.Issuer != issuer)
        {
            throw new InvalidDataException($"the provider calls itself '{document.Issuer}', not '{issuer}'");
        }

        if (!Uri.TryCreate(document.KeysAddress, UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
        {
            throw new InvalidDataException($"the provider's keys are at '{document.KeysAddress}', which is not https");
        }

        return KeysOf(await http.GetStringAsync(address));
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>The keys of a set that can check a signature that is allowed here.</summary>
    private static ImmutableArray<JsonWebKey> KeysOf(string json)
    {
        try
        {
            return [.. new JsonWebKeySet(json).Keys.Where(IsUsable)];
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            throw new InvalidDataException("the provider's keys are no JSON Web Key Set", fault);
        }
    }

    private static bool IsUsable(JsonWebKey key) => key is { Kid.Length: > 0, Use: null or "" or "sig" } && key.Kty switch
    {
        "RSA" => key is { N.Length: > 0, E.Length: > 0 } && key.KeySize >= SmallestRsaBits,
        "EC" => key is { X.Length: > 0, Y.Length: > 0, Crv: "P-256" or "P-384" },
        _ => false,
    };

    private static ProviderDocument Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ProviderJson.Default.ProviderDocument) ?? throw new InvalidDataException("the provider's document is null");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("the provider's document is no JSON object with issuer and jwks_uri", fault);
        }
    }
}

/// <summary>What the gateway reads of a provider's document.</summary>
internal sealed record ProviderDocument(
    [property: JsonPropertyName("issuer"), JsonRequired] string Issuer,
    [property: JsonPropertyName("jwks_uri"), JsonRequired] string KeysAddress);
