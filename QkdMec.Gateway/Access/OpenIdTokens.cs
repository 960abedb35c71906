using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace QkdMec.Gateway.Access;

/// <summary>Checks the signed tokens (RFC 7519, RFC 7515) of an OpenID provider.</summary>
internal sealed class OpenIdTokens(OpenIdOptions options, OpenIdKeys keys, TimeProvider time)
{
    /// <summary>The algorithms that are ever taken: public keys only, so that nobody signs with what everybody can read.</summary>
    public static readonly ImmutableArray<string> Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384];

    private const int LongestSubject = 255;

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = 16 * 1024 };

    /// <summary>Whether a token looks like one of a provider: three parts between dots.</summary>
    public static bool IsOne(string token) => token.AsSpan().Count('.') == 2;

    /// <summary>What a token is worth.</summary>
    public async ValueTask<TokenVerdict> CheckAsync(string text)
    {
        if (Read(text) is not { } token || token.Kid is not { Length: > 0 } || token.TryGetHeaderValue<JsonElement>("crit", out _))
        {
            return TokenVerdict.Refused("The token is no signed JSON Web Token that names its key.");
        }

        if (!options.Algorithms.Contains(token.Alg))
        {
            return TokenVerdict.Refused("The token is signed in a way that is not allowed.");
        }

        if (await keys.FindAsync(token.Kid) is not { } key)
        {
            return keys.AreKnown
                ? TokenVerdict.Refused("The token's key is not one of the provider.")
                : new TokenVerdict(null, "The provider's keys cannot be read now.", options.ReadingPause);
        }

        if (key.Alg is { Length: > 0 } only && only != token.Alg)
        {
            return TokenVerdict.Refused("The token's key is for another algorithm.");
        }

        var result = await Handler.ValidateTokenAsync(token, ParametersFor(key));
        return result.IsValid ? Accept(token) : TokenVerdict.Refused(Explain(result.Exception));
    }

    private static JsonWebToken? Read(string text)
    {
        try
        {
            return Handler.ReadJsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or FormatException)
        {
            return null;
        }
    }

    private TokenValidationParameters ParametersFor(JsonWebKey key) => new()
    {
        ValidIssuer = options.Issuer,
        ValidAudience = options.Audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = options.Algorithms,
        IssuerSigningKey = key,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        LifetimeValidator = (from, until, _, _) => IsTimely(from, until),
    };

    private bool IsTimely(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return until > now - options.ClockSkew && (from is null || from <= now + options.ClockSkew);
    }

    private TokenVerdict Accept(JsonWebToken token)
    {
        if (token.IssuedAt > time.GetUtcNow().UtcDateTime + options.ClockSkew)
        {
            return TokenVerdict.Refused("The token was issued in the future.");
        }

        // A name of the provider must never be taken for one in the file of tokens, nor break a line of the log.
        if (token.Subject is not { Length: > 0 and <= LongestSubject } subject || subject.Any(char.IsControl))
        {
            return TokenVerdict.Refused("The token has no subject that could name a client.");
        }

        using var payload = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return new TokenVerdict(new Caller($"{subject}@{options.Issuer}", OpenIdRoles.Of(payload.RootElement, options.RolesClaim), []));
    }

    private static string Explain(Exception? fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => "The token is of another issuer.",
        SecurityTokenInvalidAudienceException => "The token is for another audience.",
        SecurityTokenInvalidLifetimeException or SecurityTokenExpiredException or SecurityTokenNoExpirationException or SecurityTokenNotYetValidException =>
            "The token has expired, or is not good yet.",
        SecurityTokenInvalidSignatureException => "The token's signature is wrong.",
        _ => "The token is not good.",
    };
}
