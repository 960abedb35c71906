using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Gateway.Access;

/// <summary>An OpenID provider and what its tokens must say.</summary>
public sealed record OpenIdOptions
{
    /// <summary>The issuer, as tokens and the provider's own document name it, to the letter; https.</summary>
    public required string Issuer { get; init; }

    /// <summary>What tokens for this gateway name as their audience.</summary>
    public required string Audience { get; init; }

    /// <summary>The claim with the roles: a list, or a text with spaces between them; dots lead into objects, as in <c>realm_access.roles</c>. Default <c>roles</c>.</summary>
    public string RolesClaim { get; init; } = "roles";

    /// <summary>The algorithms that tokens may be signed with. Default RS256, PS256, ES256, ES384, and never others than these.</summary>
    public ImmutableArray<string> Algorithms { get; init; } = OpenIdTokens.Algorithms;

    /// <summary>The authorities that may vouch for the provider. Default (null): those that the machine trusts.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>How far the provider's clock may be from ours. Default 30 s, at most 5 min.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After what time the provider's keys are read again. Default 1 h; those that are known serve meanwhile.</summary>
    public TimeSpan KeysRenewedAfter { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long keys are used while the provider cannot be reached. Default 24 h: a key that was withdrawn must not live on for ever.</summary>
    public TimeSpan KeysUsedFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>The shortest time between two readings of the keys, whatever tokens name unknown ones. Default 10 s.</summary>
    public TimeSpan ReadingPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long one answer of the provider may take. Default 3 s.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Every fault with its remedy; empty when the options can be used.</summary>
    public ImmutableArray<string> FindFaults()
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        if (!Uri.TryCreate(Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps || issuer.Query.Length + issuer.Fragment.Length > 0)
        {
            faults.Add($"The OpenID issuer '{Issuer}' must be an https address without query and fragment.");
        }

        if (string.IsNullOrWhiteSpace(Audience) || string.IsNullOrWhiteSpace(RolesClaim))
        {
            faults.Add("The OpenID provider needs an audience and a claim with the roles.");
        }

        if (Algorithms.IsDefaultOrEmpty || Algorithms.Except(OpenIdTokens.Algorithms).Any())
        {
            faults.Add($"OpenID tokens may be signed with {string.Join(", ", OpenIdTokens.Algorithms)} only.");
        }

        if (ClockSkew < TimeSpan.Zero || ClockSkew > TimeSpan.FromMinutes(5) || AnswerWithin <= TimeSpan.Zero || ReadingPause <= TimeSpan.Zero
            || KeysRenewedAfter <= TimeSpan.Zero || KeysUsedFor < KeysRenewedAfter)
        {
            faults.Add("The OpenID provider's times must be positive, the clock skew at most 5 min, and keys used at least until they are renewed.");
        }

        return faults.ToImmutable();
    }
}
